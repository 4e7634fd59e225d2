package dev.hearken.clean;

/// One line of a mail, what it is, and by which rule.
public record MarkedLine(String text, Mark mark, Rule rule) {}
