package dev.hearken;

import dev.hearken.archive.ExportRoutes;
import dev.hearken.archive.ExportStore;
import dev.hearken.attachment.AttachmentRoutes;
import dev.hearken.attachment.AttachmentStore;
import dev.hearken.attachment.MailFileStore;
import dev.hearken.attachment.MailFiles;
import dev.hearken.attachment.References;
import dev.hearken.audio.AudioRoutes;
import dev.hearken.audio.RecordingStore;
import dev.hearken.audit.AuditRoutes;
import dev.hearken.audit.AuditStore;
import dev.hearken.bucket.BucketRoutes;
import dev.hearken.bucket.BucketStore;
import dev.hearken.comment.CommentChanges;
import dev.hearken.comment.CommentRoutes;
import dev.hearken.comment.CommentStore;
import dev.hearken.comment.PurgeSource;
import dev.hearken.content.ContentStore;
import dev.hearken.content.RemoveContent;
import dev.hearken.database.Database;
import dev.hearken.email.EmailChanges;
import dev.hearken.email.EmailRoutes;
import dev.hearken.email.EmailStore;
import dev.hearken.email.LargeMails;
import dev.hearken.email.PurgeBucket;
import dev.hearken.http.Continuations;
import dev.hearken.http.HealthRoutes;
import dev.hearken.http.Listener;
import dev.hearken.http.Routes;
import dev.hearken.http.Seal;
import dev.hearken.http.Server;
import dev.hearken.intake.Doors;
import dev.hearken.intake.ImportEvents;
import dev.hearken.intake.Intake;
import dev.hearken.intake.IntakeRoutes;
import dev.hearken.job.Jobs;
import dev.hearken.loading.FeedStore;
import dev.hearken.loading.LoadMail;
import dev.hearken.loading.LoadStore;
import dev.hearken.loading.LoadingRoutes;
import dev.hearken.loading.ProgressStore;
import dev.hearken.loading.PurgeLoading;
import dev.hearken.loading.SliceStore;
import dev.hearken.metrics.Metrics;
import dev.hearken.metrics.MetricsRoutes;
import dev.hearken.origin.OriginRoutes;
import dev.hearken.origin.OriginStore;
import dev.hearken.project.Contents;
import dev.hearken.project.ProjectRoutes;
import dev.hearken.project.ProjectStore;
import dev.hearken.rawemail.RawEmailRoutes;
import dev.hearken.recipe.RecipeRoutes;
import dev.hearken.recipe.Recipes;
import dev.hearken.retention.ApplyRetention;
import dev.hearken.retention.RetentionRoutes;
import dev.hearken.retention.RetentionStore;
import dev.hearken.retention.TrustedClock;
import dev.hearken.source.SourceChanges;
import dev.hearken.source.SourceDeletion;
import dev.hearken.source.SourceRoutes;
import dev.hearken.source.SourceStore;
import dev.hearken.statistics.StatisticsRoutes;
import dev.hearken.statistics.StatisticsStore;
import dev.hearken.thread.ThreadRoutes;
import dev.hearken.thread.ThreadStore;
import dev.hearken.translation.Means;
import dev.hearken.translation.PurgeTranslation;
import dev.hearken.translation.TranslateComments;
import dev.hearken.translation.TranslationChanges;
import dev.hearken.translation.TranslationRequests;
import dev.hearken.translation.TranslationRoutes;
import dev.hearken.ui.UiRoutes;
import dev.hearken.user.Token;
import dev.hearken.user.TokenStore;
import dev.hearken.user.UserRoutes;
import dev.hearken.user.UserStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The rooms put together on one migrated database: what the server serves, and what the command
/// line works with.
public final class Hearken {
  private static final Duration RETENTION_EVERY = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final UserStore users;
  private final TokenStore tokens;
  private final ProjectStore projects;
  private final BucketStore buckets;
  private final SourceStore sources;
  private final SourceChanges sourceChanges;
  private final SourceDeletion sourceDeletion;
  private final ContentStore storedContents;
  private final Metrics metrics;
  private final Recipes recipes;
  private final Duration retentionEvery;
  private final Optional<Means> means;
  private final RetentionStore retentions;
  private final LargeMails largeMails = new LargeMails(Runtime.getRuntime().maxMemory());

  /// With our own recipes only.
  public Hearken(Database database, Clock clock) {
    this(database, clock, Recipes.STANDARD);
  }

  public Hearken(Database database, Clock clock, Recipes recipes) {
    this(database, clock, recipes, RETENTION_EVERY, Optional.empty());
  }

  /// @param retentionEvery how often it is looked whether something was kept long enough
  /// @param means what comments are translated with
  public Hearken(
      Database database,
      Clock clock,
      Recipes recipes,
      Duration retentionEvery,
      Optional<Means> means) {
    this.database = database;
    this.clock = clock;
    this.users = new UserStore(database, clock);
    this.tokens = new TokenStore(database, clock);
    this.projects = new ProjectStore(database, clock);
    this.buckets = new BucketStore(database, clock);
    this.sources = new SourceStore(database, projects);
    this.sourceChanges = new SourceChanges(database, clock, recipes);
    this.sourceDeletion = new SourceDeletion(database, clock);
    this.storedContents = new ContentStore(database, clock);
    this.metrics = new Metrics(database, clock);
    this.recipes = recipes;
    this.retentionEvery = retentionEvery;
    this.means = means;
    this.retentions = new RetentionStore(database, clock, retentionEvery);
  }

  public UserStore users() {
    return users;
  }

  public TokenStore tokens() {
    return tokens;
  }

  public ProjectStore projects() {
    return projects;
  }

  /// What a project may own, in the order in which it can be deleted.
  public List<Contents> contents() {
    return List.of(sourceDeletion.contents(), buckets.contents());
  }

  /// Brings in what stands in files.
  public Intake intake() {
    return new Intake(
        new Doors(
            projects,
            buckets,
            sources,
            sourceChanges,
            new CommentChanges(database, clock),
            new TranslationChanges(database),
            new EmailChanges(database, clock),
            new AttachmentStore(database, storedContents),
            new RecordingStore(database, clock, storedContents),
            retentions,
            new ImportEvents(database, clock)),
        clock);
  }

  /// What archives are written with.
  public ExportStore exports() {
    return new ExportStore(database, clock, version());
  }

  /// Prepares an empty database.
  FirstStart firstStart() {
    return new FirstStart(database, users, tokens, projects);
  }

  /// The version that the build wrote into the jar.
  static String version() {
    var version = Hearken.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /// All that is served.
  ///
  /// @param metricsToken what must be sent to see the figures
  private List<Routes> features(Optional<Token> metricsToken) {
    var references = new References(new Seal(users::pageKey));
    return List.of(
        new HealthRoutes(database::reachable),
        new MetricsRoutes(metrics, metricsToken.map(Token::text)),
        new UiRoutes(version()),
        new UserRoutes(users, tokens),
        new AuditRoutes(new AuditStore(database), new Continuations(users::pageKey)),
        new ProjectRoutes(projects, contents()),
        new BucketRoutes(buckets),
        new EmailRoutes(
            new EmailStore(database),
            new EmailChanges(database, clock),
            new Continuations(users::pageKey)),
        new SourceRoutes(sources, sourceChanges, sourceDeletion),
        new RecipeRoutes(recipes),
        new LoadingRoutes(new ProgressStore(database)),
        new OriginRoutes(
            new OriginStore(database, OriginRoutes.largest(Runtime.getRuntime().maxMemory())),
            recipes),
        new RawEmailRoutes(new CommentChanges(database, clock), recipes, clock),
        new CommentRoutes(
            new CommentStore(database, references),
            new CommentChanges(database, clock),
            new Continuations(users::pageKey)),
        new ThreadRoutes(new ThreadStore(database), new Continuations(users::pageKey)),
        new StatisticsRoutes(new StatisticsStore(database)),
        new RetentionRoutes(retentions),
        new IntakeRoutes(intake()),
        new TranslationRoutes(new TranslationRequests(database, clock)),
        new AttachmentRoutes(
            new AttachmentStore(database, storedContents),
            storedContents,
            new MailFiles(
                new MailFileStore(database), largeMails, Runtime.getRuntime().maxMemory()),
            references),
        new AudioRoutes(new RecordingStore(database, clock, storedContents), storedContents),
        new ExportRoutes(exports()));
  }

  /// Begins to do the work that waits.
  public Jobs work() {
    var feeds = new FeedStore(database);
    var loads = new LoadStore(database, new CommentChanges(database, clock), users.system());
    var purge = new PurgeLoading(database);
    var translations = new PurgeTranslation(database);
    var retention =
        new ApplyRetention(retentions, new TrustedClock(clock, System::nanoTime), retentionEvery);
    if (means.isEmpty()) {
      TranslateComments.tellOfNone(database);
    }
    feeds.wakeAll();
    retention.wake();
    return Jobs.start(
        database,
        clock,
        List.of(
            new PurgeSource(
                    database, List.of(storedContents::purge, purge::source, translations::source))
                .job(),
            new RemoveContent(storedContents).job(),
            new PurgeBucket(database, List.of(purge::bucket)).job(),
            retention.job(),
            new LoadMail(feeds, new SliceStore(database), loads, recipes, largeMails).job()),
        means.stream().map(each -> new TranslateComments(database, each).start()).toList());
  }

  /// Starts to listen.
  public Server serve(Listener listener, Optional<Token> metricsToken) throws IOException {
    var server = Server.start(listener, features(metricsToken), tokens::caller);
    metrics.watch(server);
    return server;
  }
}
