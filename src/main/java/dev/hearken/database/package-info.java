/// The way to PostgreSQL: the one the server brings along or one of the user's, its migrations, its
/// connections and transactions. It knows no table outside the migrations.
@NullMarked
package dev.hearken.database;

import org.jspecify.annotations.NullMarked;
