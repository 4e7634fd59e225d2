package dev.hearken.kill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Who is killed in a round, of the processes that are one server.
enum Victim {
  EVERYTHING(true) {
    @Override
    List<ProcessHandle> of(Tree tree) {
      return tree.all();
    }
  },
  /// PostgreSQL's watchdog has to see to the rest.
  SERVER(true) {
    @Override
    List<ProcessHandle> of(Tree tree) {
      return List.of(tree.server());
    }
  },
  /// PostgreSQL goes on without anybody, until the next server finds it.
  SERVER_AND_WATCHDOG(true) {
    @Override
    List<ProcessHandle> of(Tree tree) {
      return Stream.concat(tree.others().stream(), Stream.of(tree.server())).toList();
    }
  },
  DATABASE(false) {
    @Override
    List<ProcessHandle> of(Tree tree) {
      return tree.database();
    }
  },
  /// PostgreSQL ends all others when one of its processes dies, and recovers without ending itself.
  /// The oldest is one that does not end by itself.
  ONE_OF_DATABASE(false) {
    @Override
    List<ProcessHandle> of(Tree tree) {
      return List.of(tree.database().get(1));
    }

    @Override
    List<ProcessHandle> gone(Tree tree) {
      return tree.database().subList(1, tree.database().size());
    }
  };

  private final boolean endsServer;

  Victim(boolean endsServer) {
    this.endsServer = endsServer;
  }

  /// Must the server be started again? Else it has to come back by itself.
  boolean endsServer() {
    return endsServer;
  }

  abstract List<ProcessHandle> of(Tree tree);

  /// Who ends with them. Until then it may seem that nothing has happened.
  List<ProcessHandle> gone(Tree tree) {
    return of(tree);
  }

  /// Kills, in a random order, and returns when all are gone that must be.
  void kill(ProcessHandle server, Random random) {
    var tree = Tree.of(server);
    var doomed = new ArrayList<>(of(tree));
    Collections.shuffle(doomed, random);
    doomed.forEach(ProcessHandle::destroyForcibly);
    gone(tree).forEach(Prey::awaitEnd);
  }

  /// The processes of one server.
  ///
  /// @param database PostgreSQL's own, the oldest first
  /// @param others what else the server has started
  record Tree(ProcessHandle server, List<ProcessHandle> database, List<ProcessHandle> others) {
    static Tree of(ProcessHandle server) {
      var database =
          server
              .children()
              .filter(Tree::isPostgres)
              .flatMap(postgres -> Stream.concat(Stream.of(postgres), postgres.descendants()))
              .toList();
      var others = server.descendants().filter(each -> !database.contains(each)).toList();
      return new Tree(server, database, others);
    }

    private static boolean isPostgres(ProcessHandle process) {
      return process.info().command().filter(path -> path.endsWith("/postgres")).isPresent();
    }

    List<ProcessHandle> all() {
      return Stream.of(List.of(server), database, others).flatMap(List::stream).toList();
    }
  }
}
