package dev.dragoman.gateway;

import dev.dragoman.Providers;
import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.audio.AudioFormat;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.gateway.access.VisibleModels;
import dev.dragoman.gateway.alert.Alerts;
import dev.dragoman.gateway.audio.Mp3Encoder;
import dev.dragoman.gateway.batch.BatchLibrary;
import dev.dragoman.gateway.cache.AnswerCache;
import dev.dragoman.gateway.cache.CacheAdmin;
import dev.dragoman.gateway.cache.CacheStep;
import dev.dragoman.gateway.cache.Embedder;
import dev.dragoman.gateway.cache.Places;
import dev.dragoman.gateway.cache.Rights;
import dev.dragoman.gateway.cache.RoutedEmbedder;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.DataDirectory;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.LimitWindow;
import dev.dragoman.gateway.config.MediaSettings;
import dev.dragoman.gateway.config.RedisSettings;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.conversation.ConversationAdmin;
import dev.dragoman.gateway.conversation.ConversationStep;
import dev.dragoman.gateway.conversation.MemoryResponseStore;
import dev.dragoman.gateway.conversation.ResponseIds;
import dev.dragoman.gateway.conversation.ResponseStore;
import dev.dragoman.gateway.deployment.DeploymentCheck;
import dev.dragoman.gateway.deployment.HealthAdmin;
import dev.dragoman.gateway.deployment.HealthChecks;
import dev.dragoman.gateway.deployment.HealthRounds;
import dev.dragoman.gateway.deployment.HealthWatch;
import dev.dragoman.gateway.deployment.ModelAdmin;
import dev.dragoman.gateway.deployment.ModelSearch;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.deployment.RequestPreview;
import dev.dragoman.gateway.deployment.RouteExplain;
import dev.dragoman.gateway.endpoint.ChatEndpoint;
import dev.dragoman.gateway.endpoint.CompletionsEndpoint;
import dev.dragoman.gateway.endpoint.CountEndpoint;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Entrance;
import dev.dragoman.gateway.endpoint.GenerateContentEndpoint;
import dev.dragoman.gateway.endpoint.JsonEndpoint;
import dev.dragoman.gateway.endpoint.OpenApi;
import dev.dragoman.gateway.endpoint.Refusal;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteTable;
import dev.dragoman.gateway.endpoint.ServiceEndpoint;
import dev.dragoman.gateway.endpoint.TextEndpoint;
import dev.dragoman.gateway.extension.CustomAuth;
import dev.dragoman.gateway.identity.CustomCallers;
import dev.dragoman.gateway.identity.Identity;
import dev.dragoman.gateway.identity.Issuers;
import dev.dragoman.gateway.identity.TokenCallers;
import dev.dragoman.gateway.ledger.BatchCosts;
import dev.dragoman.gateway.ledger.CostCeiling;
import dev.dragoman.gateway.ledger.EarlierSpend;
import dev.dragoman.gateway.ledger.FailureStep;
import dev.dragoman.gateway.ledger.PriceAdmin;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.gateway.ledger.PriceWatch;
import dev.dragoman.gateway.ledger.RefusalStep;
import dev.dragoman.gateway.ledger.SpendAdmin;
import dev.dragoman.gateway.login.LoginRoom;
import dev.dragoman.gateway.observe.BudgetMetrics;
import dev.dragoman.gateway.observe.CacheMetrics;
import dev.dragoman.gateway.observe.Metrics;
import dev.dragoman.gateway.observe.ObserveStep;
import dev.dragoman.gateway.observe.SecretMetrics;
import dev.dragoman.gateway.realtime.RealtimeEndpoint;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.relay.RelayStep;
import dev.dragoman.gateway.relay.Relays;
import dev.dragoman.gateway.secret.KeyCopier;
import dev.dragoman.gateway.secret.SecretReader;
import dev.dragoman.gateway.tokens.BpeTokenCounter;
import dev.dragoman.gateway.tokens.TokenAdmin;
import dev.dragoman.gateway.web.netty.HttpEngine;
import dev.dragoman.http.AddressFilter;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.WebSocketUpstream;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.media.AddressGuard;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.mock.EchoUpstream;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.replicate.ReplicateProvider;
import dev.dragoman.provider.replicate.ReplicateUpstream;
import dev.dragoman.provider.vertex.VertexProvider;
import dev.dragoman.routing.BatchExchange;
import dev.dragoman.routing.CancellablePause;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.Line;
import dev.dragoman.routing.Pause;
import dev.dragoman.routing.VendorObjects;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The running gateway, put together: all rooms in their order, with plain constructors. */
public final class Server implements AutoCloseable {

    private static final int REMEMBERED_RESPONSES = 10_000;
    private static final long REMEMBERED_BYTES = 64L << 20;

    private final InstantSource clock = InstantSource.system();
    private final LongSupplier nanoClock = System::nanoTime;
    private final Providers providers = Providers.builtIn(AudioEncoders.OWN.with(AudioFormat.MP3, new Mp3Encoder()));
    private final Catalog catalog = Catalog.builtIn();
    private final Dialect openai = new OpenAiDialect();
    private final Dialect text = new TextDialect();
    private final Dialect google = new GeminiDialect();
    private final AtomicReference<ModelTable> models = new AtomicReference<>();
    // The socket listens before the rooms behind it are put together; calls of that moment wait for them.
    private final CompletableFuture<Entrance> entrance = new CompletableFuture<>();
    private final PriceBook prices = new PriceBook(
            catalog,
            deployment -> current().entry(deployment),
            () -> current().settings().prices());
    private volatile boolean closed;
    private final ConfigFollower configuration = new ConfigFollower(
            loaded -> ModelTable.of(loaded.settings(), loaded.environment(), providers, catalog),
            this::apply,
            clock,
            () -> closed,
            new DeploymentCheck(providers, catalog));
    private final HttpEngine engine;
    private @Nullable AnswerCache cache;
    private @Nullable Redis shared;
    private @Nullable Bookkeeping bookkeeping;
    private @Nullable Governance governance;
    private @Nullable Routing routing;
    private @Nullable Alerts alerts;
    private final SecretReader secrets;
    private final KeyCopier copies;
    private final ControlPlane control;

    private Server(ConfigLoader.Loaded loaded, SecretReader secrets, String masterKey, String host, int port) {
        Settings settings = loaded.settings();
        Environment environment = loaded.environment();
        this.secrets = secrets;
        this.copies = new KeyCopier(secrets, this::teamMetadata);
        configuration.begin(loaded);
        this.models.set(ModelTable.of(settings, environment, providers, catalog));
        // The database opens while everything else is put together.
        this.control = ControlPlane.open(
                settings,
                environment,
                masterKey,
                () -> current().settings().access(),
                this::windows,
                () -> current().settings().login(),
                openai,
                new OfferedNames(this::current, configuration::problems),
                new KeyCopies(copies),
                clock);
        this.engine = HttpEngine.start(
                EngineConfiguration.server(settings, host, port),
                exchange -> entrance.join().handle(exchange),
                new Refusal(openai, new AnthropicDialect(), google),
                clock);
        try {
            Entrance made = entrance(settings, environment, masterKey);
            control.followModels(settings.modelStore().on(), configuration::stored);
            this.entrance.complete(made);
        } catch (RuntimeException failed) {
            engine.close();
            copies.close();
            control.close();
            secrets.close();
            throw failed;
        }
    }

    /**
     * Starts a gateway.
     *
     * @param masterKey the administrator's key
     * @throws dev.dragoman.gateway.config.ConfigException telling every model that cannot work
     * @throws IllegalStateException when the address cannot be listened on
     */
    public static Server start(ConfigLoader.Loaded loaded, String masterKey, String host, int port) {
        return start(loaded, secrets(), masterKey, host, port);
    }

    /**
     * Starts a gateway whose configuration may refer to secrets that are kept elsewhere.
     *
     * @param secrets read the configuration's secrets; closed with the gateway
     * @param masterKey the administrator's key
     */
    public static Server start(
            ConfigLoader.Loaded loaded, SecretReader secrets, String masterKey, String host, int port) {
        return new Server(loaded, secrets, masterKey, host, port);
    }

    /** Reads the secrets of a configuration, before there is a server. */
    public static SecretReader secrets() {
        return new SecretReader(() -> google(Providers.builtIn()), InstantSource.system(), System::nanoTime);
    }

    /** The port listened on. */
    public int port() {
        return engine.port();
    }

    /** The models' public names. */
    public List<String> modelNames() {
        return current().names();
    }

    /** Applies changes of the configuration file from now on; listening address and engine keep their settings. */
    public void watch(java.nio.file.Path file, ConfigLoader.Loaded loaded, Environment process) {
        configuration.follow(file, loaded, process, new DeploymentCheck(providers, catalog), secrets);
    }

    /** Lets running calls finish within the configured time, then stops. */
    public void drain() {
        closed = true;
        engine.drain();
        closeStores();
    }

    @Override
    public void close() {
        closed = true;
        engine.close();
        closeStores();
    }

    private void closeStores() {
        Governance governed = governance;
        if (governed != null) {
            governed.close();
        }
        Alerts sender = alerts;
        if (sender != null) {
            sender.close();
        }
        Bookkeeping books = bookkeeping;
        if (books != null) {
            books.close();
        }
        copies.close();
        control.close();
        secrets.close();
        AnswerCache open = cache;
        if (open != null) {
            open.close();
        }
        Routing decided = routing;
        if (decided != null) {
            decided.close();
        }
        Redis state = shared;
        if (state != null) {
            state.close();
        }
    }

    private BudgetWindows windows() {
        return new BudgetWindows(current().settings().budgets().zone());
    }

    private Alerts alerts(Upstream network, Environment environment, Metrics metrics) {
        Alerts sender = new Alerts(
                () -> current().settings().alerts(),
                network,
                environment.get("PROXY_BASE_URL"),
                metrics::undelivered,
                nanoClock);
        alerts = sender;
        sender.start();
        return sender;
    }

    private ModelTable current() {
        return Objects.requireNonNull(models.get());
    }

    private Entrance entrance(Settings settings, Environment environment, String masterKey) {
        AddressGuard publicOnly = new AddressGuard(List.of());
        Upstream network = engine.upstream(
                EngineConfiguration.upstream(settings), // what teams keep in the database leads to no private address
                (origin, address) ->
                        !current().hostsOfTeams().contains(origin.host().toLowerCase(Locale.ROOT))
                                || publicOnly.allows(origin, address));
        WebSocketUpstream sockets = engine.sockets(EngineConfiguration.upstream(settings));
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        Pause pause = new CancellablePause(nanoClock);
        Tokens tokens = new Tokens(network, clock);
        Line line = new Line(
                network,
                Map.of(
                        MockProvider.NAME, new EchoUpstream(clock),
                        ReplicateProvider.NAME, new ReplicateUpstream(network)),
                tokens,
                nanoClock,
                pause,
                settings.general().maxResponseBytes());
        Dispatcher dispatcher = new Dispatcher(line, mediaFetcher(settings));
        Supplier<ModelTable> table = this::current;
        Metrics metrics = new Metrics();
        new SecretMetrics(metrics)
                .watch(Map.of("read", secrets::failures, "write", copies::failures, "lost", copies::lost));
        ChatTokens chatTokens = new ChatTokens(new BpeTokenCounter());
        CallIds callIds = new CallIds(clock, random);
        Redis common = shared(settings);
        Bookkeeping books = new Bookkeeping(
                control.database(),
                DataDirectory.of(settings, environment),
                table,
                callIds,
                clock,
                nanoClock,
                () -> Objects.requireNonNull(governance).recovered());
        bookkeeping = books;
        Governance governed = new Governance(
                new Governance.World(
                        control.database(),
                        books.instance(),
                        common,
                        LimitWindow.of(environment),
                        new EarlierSpend(control.database())::spent,
                        new BudgetNews(
                                new BudgetMetrics(metrics, this::windows, clock),
                                alerts(network, environment, metrics),
                                clock),
                        () -> current().settings(),
                        clock,
                        nanoClock),
                control.outsiders(() -> current().settings().spend()));
        governance = governed;
        books.start();
        Routing routing = new Routing(
                new Routing.World(table, dispatcher, prices, metrics, chatTokens, callIds, common, books.ledger()),
                new Routing.Chance(random, pause, clock, nanoClock, () -> closed));
        this.routing = routing;

        ResponseStore store = new MemoryResponseStore(REMEMBERED_RESPONSES, REMEMBERED_BYTES);
        ResponseIds ids = new ResponseIds(masterKey);
        ConversationAdmin conversations = new ConversationAdmin(
                store, ids, new VendorObjects(line), (id, model) -> current().find(id, model), nanoClock);

        Step costs = routing.costs();
        Step route = routing.route();
        Pipeline embedding = new Pipeline(List.of(new ObserveStep(metrics, nanoClock), costs, route));
        Places.World world = new Places.World(network, tokens, google(providers), environment.variables());
        AnswerCache answers = cache(settings, metrics, world, new RoutedEmbedder(embedding));
        cache = answers;
        OfferedNames names = new OfferedNames(table, configuration::problems);
        VisibleModels visible = new VisibleModels(names);
        Step access = control.access(names);
        Step limits = governed.limits(routing::failsLately);
        Step budgets = governed.budgets(new CallCosts(new CostCeiling(prices), table, chatTokens));
        List<Step> steps = new ArrayList<>(); // outermost first
        steps.add(new ObserveStep(metrics, nanoClock)); // counts every call, whatever becomes of it
        // holds callers to the models that they may use, to how much they may ask, and to what they may spend
        steps.add(new RefusalStep(books.ledger(), List.of(access, limits, budgets), nanoClock));
        steps.add(costs); // reckons what the answer cost, and writes it down
        if (answers != null) {
            steps.add(new CacheStep(answers, Rights::of)); // answers what was answered before
        }
        steps.add(new ConversationStep(
                store, ids, (model, id) -> current().nameOf(model, id))); // lets responses go on with earlier ones
        steps.add(route); // asks deployments
        Pipeline pipeline = new Pipeline(steps);

        Pipeline sessions = new Pipeline( // of voice and text; charged while they go on
                List.of(
                        new ObserveStep(metrics, nanoClock),
                        new FailureStep(books.ledger()),
                        access,
                        limits,
                        budgets,
                        route));

        Pipeline relayed = new Pipeline(List.of( // what passes in a vendor's own words
                new ObserveStep(metrics, nanoClock),
                new RefusalStep(books.ledger(), List.of(access, limits, budgets), nanoClock),
                costs,
                new RelayStep(
                        dispatcher,
                        () -> current().settings().relays().timeout(),
                        () -> current().settings().dragoman().streamIdleTimeout(),
                        nanoClock)));
        BatchLibrary batches = new BatchLibrary( // files and batches where they are not in OpenAI's form
                openai,
                new BatchModels(table, providers),
                new BatchExchange(line, mediaFetcher(settings)),
                masterKey,
                new BatchLibrary.Kept(DataDirectory.of(settings, environment), engine.offload()),
                new BatchLibrary.Limits(
                        () -> current().settings().relays().timeout(),
                        () -> current().settings().dragoman().streamIdleTimeout(),
                        nanoClock),
                new BatchBooks(new BatchCosts(prices, routing.spending(), books.ledger()), governed.afterwards()),
                callIds,
                clock);
        Relays relays = new Relays(
                new Relays.Dialects(openai, new AnthropicDialect(), google),
                new RelayPlaces(table),
                relayed,
                settings.general().keyHeader(),
                new ForeignBatches(batches),
                () -> current().settings().relays());

        HealthChecks checks = new HealthChecks(
                table,
                dispatcher,
                openai,
                costs,
                callIds,
                routing.healthBoard(),
                routing.cooldowns(),
                sockets,
                clock,
                nanoClock);
        HealthRounds rounds = new HealthRounds(checks, routing.healthBoard(), routing.checkTurns(), clock);
        HealthAdmin healthAdmin =
                new HealthAdmin(table, checks, rounds, routing.healthStore(), new DeploymentCheck(providers, catalog));
        HealthWatch health = new HealthWatch(table, checks, rounds, nanoClock, () -> closed);
        Thread.ofVirtual().name("health-watch").start(health);
        PriceWatch priceWatch = new PriceWatch(
                prices, catalog, network, () -> current().settings().prices(), clock, nanoClock, () -> closed);
        priceWatch.begin();
        Thread.ofVirtual().name("price-watch").start(priceWatch);
        PriceAdmin priceAdmin =
                new PriceAdmin(priceWatch, () -> current().settings().prices());
        SpendAdmin spend = new SpendAdmin(prices, chatTokens, name -> current().find(name));
        TokenAdmin tokenAdmin = new TokenAdmin(chatTokens, name -> current().find(name));
        ModelAdmin modelAdmin = new ModelAdmin(table, deployment -> PricedModel.of(prices, deployment));
        RouteExplain explain = routing.explain(openai);
        CacheAdmin cacheAdmin = new CacheAdmin(answers);
        RequestPreview preview = new RequestPreview(table, providers, dispatcher, openai, nanoClock);
        LoginRoom logins = control.logins(environment, settings, masterKey, network, nanoClock);
        Readiness readiness =
                new Readiness(engine, configuration, answers, control::trouble, control::unreadable, shared, secrets);
        Routes.Endpoints endpoints = new Routes.Endpoints(
                chat(openai, "chatcmpl-", pipeline),
                chat(new AnthropicDialect(), "chatcmpl-", pipeline),
                count(new AnthropicDialect(), CountEndpoint.Form.ANTHROPIC, chatTokens, pipeline),
                chat(new ResponsesDialect(openai), "resp_", pipeline),
                json(request -> JsonEndpoint.Answer.ok(conversations.find(request))),
                json(request -> JsonEndpoint.Answer.ok(conversations.delete(request))),
                json(request -> JsonEndpoint.Answer.ok(conversations.inputItems(request))),
                json(request -> JsonEndpoint.Answer.ok(conversations.cancel(request))),
                new CompletionsEndpoint(
                        chat(text, "chatcmpl-", pipeline), pipeline, nanoClock, this::takesSeveralTexts),
                new GenerateContentEndpoint(
                        google,
                        pipeline,
                        clock,
                        nanoClock,
                        Map.of("countTokens", count(google, CountEndpoint.Form.GOOGLE, chatTokens, pipeline))),
                operation -> new ServiceEndpoint(operation, openai, pipeline, clock, nanoClock),
                new RealtimeEndpoint(openai, sessions, new PaidAfterwards(governed.afterwards(), costs), sockets),
                json(request -> JsonEndpoint.Answer.ok(modelAdmin.list(
                        name -> visible.sees(request.requiredCaller(), name),
                        request.requiredCaller().teamId()))),
                json(request -> JsonEndpoint.Answer.ok(
                        model(modelAdmin, visible, request.variable("model"), request.requiredCaller()))),
                json(request -> JsonEndpoint.Answer.ok(
                        modelAdmin.info(request.query("litellm_model_id"), control.visibleTeams(request)))),
                json(request -> JsonEndpoint.Answer.ok(
                        modelAdmin.page(ModelSearch.of(request), control.visibleTeams(request)))),
                json(request -> JsonEndpoint.Answer.ok(modelAdmin.groups(
                        request.query("model_group"), name -> visible.isOffered(request.requiredCaller(), name)))),
                json(request -> JsonEndpoint.Answer.ok(
                        tokenAdmin.count(request.exchange().body(), request.query("call_endpoint")))),
                json(request -> JsonEndpoint.Answer.ok(
                        spend.calculate(request.exchange().body()))),
                json(request -> JsonEndpoint.Answer.ok(routing.budgets().providers())),
                json(request -> JsonEndpoint.Answer.ok(priceAdmin.reload())),
                json(request -> JsonEndpoint.Answer.ok(priceAdmin.source())),
                json(request -> JsonEndpoint.Answer.ok(preview.supportedParameters(request.query("model")))),
                json(request -> JsonEndpoint.Answer.ok(
                        preview.transform(request.exchange().body()))),
                json(request -> JsonEndpoint.Answer.ok(cacheAdmin.ping())),
                json(request -> JsonEndpoint.Answer.ok(
                        cacheAdmin.delete(request.exchange().body()))),
                json(request -> JsonEndpoint.Answer.ok(cacheAdmin.flushAll())),
                json(request -> JsonEndpoint.Answer.ok(cacheAdmin.redisInfo())),
                json(request -> JsonEndpoint.Answer.ok(explain.find(request.query("request_id")))),
                json(request -> JsonEndpoint.Answer.ok(explain.dryRun(
                        request.exchange().body(),
                        request.exchange().headers(),
                        request.requiredCaller(),
                        request.id()))),
                health(health, healthAdmin),
                json(request -> JsonEndpoint.Answer.ok(new JsonString("I'm alive!"))),
                json(request -> readiness.brief()),
                json(request -> readiness.details()),
                new TextEndpoint(openai, "text/plain; version=0.0.4; charset=utf-8", metrics::text),
                new TextEndpoint(openai, "text/html; charset=utf-8", HomePage::html),
                json(request -> JsonEndpoint.Answer.ok(OpenApi.of(routes()))),
                withLogins(logins),
                books.routes(openai, prices, control.office()::oversight),
                relays.routes(),
                relays::configured);
        Route.Access metricsAccess = settings.litellm().authenticatedMetrics() ? Route.Access.KEY : Route.Access.PUBLIC;
        routes = Routes.table(endpoints, metricsAccess);
        Identity identity = identity(settings, masterKey, network);
        return new Entrance(
                routes,
                control.gate(identity),
                control.guard(),
                callIds,
                openai,
                engine::draining,
                logins.credentials());
    }

    private List<Route> withLogins(LoginRoom logins) {
        List<Route> all = new ArrayList<>(control.routes());
        all.addAll(logins.routes());
        return all;
    }

    private Identity identity(Settings settings, String masterKey, Upstream network) {
        CustomAuth code = Extensions.customAuth(settings.identity().custom());
        CustomCallers custom = code == null
                ? null
                : new CustomCallers(
                        code, () -> current().settings().identity().custom(), control.guests(), control.holders());
        Supplier<TokenSettings> tokens = () -> current().settings().identity().tokens();
        return new Identity(
                masterKey,
                settings.general().keyHeader(),
                control.holders(),
                custom,
                new TokenCallers(tokens, control.bearers(tokens), new Issuers(network, nanoClock), clock));
    }

    private Routes.HealthEndpoints health(HealthWatch watch, HealthAdmin admin) {
        return new Routes.HealthEndpoints(
                json(request -> JsonEndpoint.Answer.ok(
                        watch.latest(new HealthChecks.Scope(request.query("model"), request.query("model_id"))))),
                json(request -> JsonEndpoint.Answer.ok(admin.history(
                        request.query("model"),
                        request.query("status_filter"),
                        request.query("limit"),
                        request.query("offset")))),
                json(request -> JsonEndpoint.Answer.ok(admin.latest())),
                json(request -> JsonEndpoint.Answer.ok(admin.shared())),
                json(request -> JsonEndpoint.Answer.ok(JsonObject.builder()
                        .put("in_flight_requests", engine.inFlight())
                        .build())),
                json(request -> JsonEndpoint.Answer.ok(admin.service(request.query("service")))),
                json(request ->
                        JsonEndpoint.Answer.ok(admin.test(request.exchange().body()))));
    }

    private static Credentials google(Providers providers) {
        return Objects.requireNonNull(providers.find(VertexProvider.NAME, "gemini"))
                .credentials();
    }

    private @Nullable JsonObject teamMetadata(String team) {
        return control.teamMetadata(team);
    }

    private @Nullable AnswerCache cache(Settings settings, Metrics metrics, Places.World world, Embedder embedder) {
        CacheSettings asked = settings.cache();
        Places places = new Places(world, embedder, clock, nanoClock);
        return asked == null ? null : Caching.open(asked, places, this::current, new CacheMetrics(metrics), clock);
    }

    /** What instances share; null when they do not. */
    private @Nullable Redis shared(Settings settings) {
        RedisSettings asked = settings.router().shared();
        Redis opened = asked == null ? null : Redis.connect(asked);
        shared = opened;
        return opened;
    }

    private @Nullable MediaFetcher mediaFetcher(Settings settings) {
        MediaSettings media = settings.dragoman().media();
        if (!media.fetch()) {
            return null;
        }
        AddressFilter filter = media.validated() ? new AddressGuard(media.allowedHosts()) : AddressFilter.ALL;
        return new MediaFetcher(
                engine.upstream(EngineConfiguration.upstream(settings), filter), media.limits(), nanoClock);
    }

    private @Nullable RouteTable routes;

    private RouteTable routes() {
        return Objects.requireNonNull(routes);
    }

    private boolean takesSeveralTexts(String model) {
        return current().find(model).stream()
                .allMatch(deployment -> deployment.provider().converses()
                        && deployment.provider().spokenTo(text).dialect() instanceof TextDialect);
    }

    private ChatEndpoint chat(Dialect dialect, String idPrefix, Pipeline pipeline) {
        return new ChatEndpoint(
                dialect,
                idPrefix,
                pipeline,
                clock,
                nanoClock,
                () -> current().settings().general().alwaysIncludeStreamUsage());
    }

    private Endpoint count(Dialect dialect, CountEndpoint.Form form, ChatTokens tokens, Pipeline pipeline) {
        return new CountEndpoint(dialect, form, tokens::chat, pipeline, clock, nanoClock);
    }

    private Endpoint json(
            java.util.function.Function<dev.dragoman.gateway.endpoint.Request, JsonEndpoint.Answer> answer) {
        return new JsonEndpoint(openai, answer);
    }

    private static JsonObject model(ModelAdmin admin, VisibleModels visible, @Nullable String name, Caller caller) {
        JsonObject found = name == null || !visible.sees(caller, name) ? null : admin.find(name, caller.teamId());
        if (found == null) {
            throw notFound(name);
        }
        return found;
    }

    private static LlmException notFound(@Nullable String name) {
        return new NotFoundException(
                ErrorDetail.of("The model `" + name + "` does not exist; /v1/models lists those that do")
                        .withType("invalid_request_error")
                        .withParam("model")
                        .withCode("model_not_found"));
    }

    private void apply(ModelTable table) {
        models.set(table);
        prices.forget();
    }
}
