package dev.hearken;

import dev.hearken.archive.ExportCommand;
import dev.hearken.archive.ExportStore;
import dev.hearken.author.AuthorText;
import dev.hearken.bench.BenchCommand;
import dev.hearken.cli.Administration;
import dev.hearken.cli.HelpCommand;
import dev.hearken.cli.MailCommand;
import dev.hearken.cli.ProjectCommand;
import dev.hearken.cli.TokenCommand;
import dev.hearken.cli.UserCommand;
import dev.hearken.cli.UsersCommand;
import dev.hearken.database.CannotStart;
import dev.hearken.database.DatabaseUnavailable;
import dev.hearken.filebench.AttachmentsCommand;
import dev.hearken.hostile.HostileCommand;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.intake.ImportCommand;
import dev.hearken.intake.Intake;
import dev.hearken.kill.KillCommand;
import dev.hearken.load.Instruments;
import dev.hearken.log.Log;
import dev.hearken.mailbench.MailBenchCommand;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.mime.Unreadable;
import dev.hearken.replies.MailText;
import dev.hearken.replies.RepliesCommand;
import dev.hearken.translationbench.TranslationBenchCommand;
import dev.hearken.volume.CommentsCommand;
import dev.hearken.volume.ExportBenchCommand;
import dev.hearken.volume.ImportBenchCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command line: it reads the settings and hands each command what it needs.
@Command(
    name = "hearken",
    description = "An open, self-hosted communications-mining server.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = HelpCommand.class)
public final class Main {
  /// Something outside stands in the way.
  private static final int CANNOT = 1;

  /// A setting or an argument is wrong.
  private static final int WRONG = 2;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "A properties file of settings; the environment wins over it.")
  private @Nullable Path file;

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(new Main().commandLine().execute(args));
  }

  private CommandLine commandLine() {
    var instruments = new Instruments(BenchServer::open, Main::launch, System.out);
    var line =
        new CommandLine(this)
            .addSubcommand(new StartCommand(this::config))
            .addSubcommand(new ConfigCommand(this::config))
            .addSubcommand(new VersionCommand())
            .addSubcommand(new TokenCommand(this::administer, System.out))
            .addSubcommand(new UsersCommand(this::administer, System.out))
            .addSubcommand(new UserCommand(this::administer, System.out))
            .addSubcommand(new ProjectCommand(this::administer, System.out))
            .addSubcommand(new ImportCommand(this::bringIn, System.in, System.out, System.err))
            .addSubcommand(
                new ExportCommand(
                    this::takeOut,
                    System.out,
                    new FileOutputStream(FileDescriptor.out),
                    System.err))
            .addSubcommand(new MailCommand(System.out))
            .addSubcommand(
                new CommandLine(new BenchCommand(BenchServer::open, System.out))
                    .addSubcommand(new HostileCommand(BenchServer::open, System.out))
                    .addSubcommand(new CommentsCommand(instruments))
                    .addSubcommand(new ExportBenchCommand(instruments))
                    .addSubcommand(new MailBenchCommand(instruments))
                    .addSubcommand(new AttachmentsCommand(instruments))
                    .addSubcommand(
                        new ImportBenchCommand(
                            instruments,
                            BenchServer::bringIn,
                            (folder, options, words) ->
                                BenchServer.launch(Main.class, folder, "", options, words)))
                    .addSubcommand(new KillCommand(Main::launch, System.out))
                    .addSubcommand(new RepliesCommand(Main::readMail, testData(), System.out))
                    .addSubcommand(
                        new TranslationBenchCommand(
                            Main::launch, () -> config().languages(), testData(), System.out)));
    return line.setExecutionExceptionHandler((e, _, _) -> failed(e));
  }

  private Config config() {
    return Config.read(System.getenv(), Optional.ofNullable(file));
  }

  private void administer(Consumer<Administration> work) {
    open(hearken ->
        work.accept(
            new Administration(
                hearken.users().system(),
                hearken.users(),
                hearken.tokens(),
                hearken.projects(),
                hearken.contents())));
  }

  private void bringIn(BiConsumer<Caller, Intake> work) {
    open(hearken -> work.accept(hearken.users().system(), hearken.intake()));
  }

  private void takeOut(BiConsumer<Caller, ExportStore> work) {
    open(hearken -> work.accept(hearken.users().system(), hearken.exports()));
  }

  private void open(Consumer<Hearken> work) {
    var config = config();
    Log.install(config.logFormat() == Config.LogFormat.JSON, Level.WARNING, System.err);
    try (var open = OpenDatabase.forCommand(config, Main::tell)) {
      var hearken = new Hearken(open.database(), Clock.systemUTC(), config.recipes());
      var _ = hearken.firstStart().prepare();
      work.accept(hearken);
    }
  }

  private static Optional<MailText.Parsed> readMail(byte[] bytes) {
    try {
      var mail = MailParser.parse(RawMail.sent(bytes), Instant.EPOCH);
      return Optional.of(() -> new MailText(mail.messageId(), AuthorText.of(mail)));
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> testData() {
    return Optional.ofNullable(System.getenv(Setting.HEARKEN_TEST_DATA.name())).map(Path::of);
  }

  private static ProcessBuilder launch(Path folder, String token, List<String> options) {
    return BenchServer.launch(Main.class, folder, token, options);
  }

  /// Standard output belongs to what the command has to say.
  private static void tell(String progress) {
    System.err.println(progress);
  }

  /// What a person can mend is said in a sentence; everything else is our bug and shows where it
  /// is.
  private static int failed(Exception e) throws Exception {
    return switch (e) {
      case Setting.Wrong wrong -> say(wrong, WRONG);
      case CannotStart cannot -> say(cannot, CANNOT);
      case Refusal refusal -> say(refusal, CANNOT);
      case DatabaseUnavailable unavailable -> say(unavailable, CANNOT);
      default -> throw e;
    };
  }

  private static int say(Exception e, int code) {
    System.err.println(e.getMessage());
    return code;
  }

  /// Says which version this is.
  @Command(name = "version", description = "Show the version.")
  static final class VersionCommand implements Runnable {
    @Override
    public void run() {
      System.out.println(new Version().getVersion()[0]);
    }
  }

  /// The version, for the command line.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Hearken " + Hearken.version()};
    }
  }
}
