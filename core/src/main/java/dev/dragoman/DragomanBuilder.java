package dev.dragoman;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.GuardedUpstream;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Upstream;
import dev.dragoman.media.AddressGuard;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.media.MediaLimits;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.mock.EchoUpstream;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.replicate.ReplicateProvider;
import dev.dragoman.provider.replicate.ReplicateUpstream;
import dev.dragoman.routing.CancellablePause;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.Line;
import dev.dragoman.routing.Pause;
import dev.dragoman.routing.Router;
import dev.dragoman.routing.Shuffle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Dragoman} together. Nothing needs to be set: without a key here, a provider's key comes from the environment.
 *
 * {@snippet :
 * Dragoman dragoman = Dragoman.builder()
 *         .key("openai", key)
 *         .timeout(Duration.ofSeconds(30))
 *         .fallbacks("openai/gpt-4o", List.of("anthropic/claude-sonnet-4-5"))
 *         .build();
 * }
 *
 * <p>Not thread-safe; what it builds is.
 */
public final class DragomanBuilder {

    private static final int MAX_REPLY_BYTES = 100 << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int RETRIES = 2;

    private final Providers providers = Providers.builtIn();
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, List<GroupEntry>> groups = new HashMap<>();
    private final Map<String, List<String>> fallbacks = new HashMap<>();
    private final Map<String, Mock> mocks = new HashMap<>();
    private final List<String> mediaHosts = new ArrayList<>();
    private final List<Consumer<CallReport>> onSuccess = new ArrayList<>();
    private final List<Consumer<CallReport>> onFailure = new ArrayList<>();
    private Surroundings surroundings = Surroundings.ofProcess();
    private Duration timeout = TIMEOUT;
    private int retries = RETRIES;
    private boolean drop;
    private @Nullable Mock mock;
    private @Nullable Upstream upstream;
    private boolean fetchesMedia = true;

    DragomanBuilder() {}

    /**
     * The key of a provider.
     *
     * @throws IllegalArgumentException when there is no provider of that name
     */
    public DragomanBuilder key(String provider, String key) {
        return access(provider, before -> before.withKey(key));
    }

    /**
     * The base address of a provider.
     *
     * @throws IllegalArgumentException when there is no provider of that name
     */
    public DragomanBuilder apiBase(String provider, String base) {
        return access(provider, before -> before.withBase(base));
    }

    /**
     * The version of a provider's interface, as Azure has.
     *
     * @throws IllegalArgumentException when there is no provider of that name
     */
    public DragomanBuilder apiVersion(String provider, String version) {
        return access(provider, before -> before.withVersion(version));
    }

    /**
     * A further setting of a provider by its configuration key, such as {@code aws_region_name} of {@code bedrock}.
     *
     * @throws IllegalArgumentException when there is no provider of that name
     */
    public DragomanBuilder setting(String provider, String name, String value) {
        return access(provider, before -> before.withSetting(name, value));
    }

    /**
     * Several models under one name. A call is answered by one of them, chosen by weight; when that fails in a way that another may
     * not, the next is asked.
     *
     * @param name what chats call it; it goes before a model of the same name
     * @throws IllegalArgumentException when an entry names no provider that is known
     */
    public DragomanBuilder group(String name, GroupEntry first, GroupEntry... more) {
        List<GroupEntry> entries = new ArrayList<>();
        entries.add(first);
        entries.addAll(List.of(more));
        entries.forEach(entry -> locator().provider(entry.model(), null));
        groups.put(name, List.copyOf(entries));
        return this;
    }

    /**
     * How long one attempt may take, 10 minutes unless set: to a whole answer, or to the first event of a stream and between two of
     * its events.
     */
    public DragomanBuilder timeout(Duration limit) {
        timeout = Amounts.positive("timeout", limit);
        return this;
    }

    /**
     * How often a call is tried again where that may help, 2 unless set. Waits grow, and heed what the vendor says; a wait of more than
     * ten seconds is left to the caller.
     */
    public DragomanBuilder retries(int count) {
        retries = Amounts.retries(count);
        return this;
    }

    /**
     * Models to ask in turn when a model or group fails, whatever the reason, unless its name tells no provider.
     *
     * @param model the name that chats ask for
     */
    public DragomanBuilder fallbacks(String model, List<String> others) {
        fallbacks.put(model, List.copyOf(others));
        return this;
    }

    /** Whether parameters that a model does not take are left out; unless set, they fail the call. */
    public DragomanBuilder dropParams(boolean agreed) {
        drop = agreed;
        return this;
    }

    /**
     * Has every call that was answered told to a listener, on the call's own thread, for a stream at its end. What the listener throws
     * is logged and changes nothing.
     */
    public DragomanBuilder onSuccess(Consumer<CallReport> listener) {
        onSuccess.add(listener);
        return this;
    }

    /** Has every call that failed told to a listener, after retries and fallbacks; see {@link #onSuccess}. */
    public DragomanBuilder onFailure(Consumer<CallReport> listener) {
        onFailure.add(listener);
        return this;
    }

    /** Answers every call with this text instead of asking anybody, for tests. */
    public DragomanBuilder mockResponse(String text) {
        mock = new Mock.Said(text);
        return this;
    }

    /** Fails every attempt in this way instead of asking anybody, for tests. */
    public DragomanBuilder mockResponse(LlmException failure) {
        mock = new Mock.Failed(failure);
        return this;
    }

    /** Answers calls of one model or group with this text instead of asking anybody, for tests. */
    public DragomanBuilder mockResponse(String model, String text) {
        mocks.put(model, new Mock.Said(text));
        return this;
    }

    /** Fails every attempt of one model or group in this way instead of asking anybody, for tests of fallbacks, say. */
    public DragomanBuilder mockResponse(String model, LlmException failure) {
        mocks.put(model, new Mock.Failed(failure));
        return this;
    }

    /**
     * Sends requests in another way than the JDK's HTTP client with its defaults: through a proxy, say, by a
     * {@link JdkUpstream} around a client of one's own. {@link Dragoman#close} closes it.
     */
    public DragomanBuilder upstream(Upstream network) {
        upstream = network;
        return this;
    }

    /**
     * Whether images and documents at addresses are fetched for vendors that read none; they are unless this says no, and then such a
     * request is refused. Addresses often come from strangers: only public servers are fetched from, and those of {@link #mediaHosts}.
     */
    public DragomanBuilder fetchMedia(boolean wanted) {
        fetchesMedia = wanted;
        return this;
    }

    /**
     * Hosts that media are fetched from wherever they are, as they stand in addresses, with or without a port: such as
     * {@code files.corp.internal} or {@code 10.0.0.12:8080}.
     */
    public DragomanBuilder mediaHosts(String... hosts) {
        mediaHosts.addAll(List.of(hosts));
        return this;
    }

    /** Uses these variables in place of the process's environment. */
    public DragomanBuilder environment(Map<String, String> variables) {
        surroundings = surroundings.withEnvironment(variables);
        return this;
    }

    /** Uses another clock for signatures, tokens and times of replies. */
    public DragomanBuilder clock(InstantSource clock) {
        surroundings = surroundings.withClock(clock);
        return this;
    }

    /**
     * The instance.
     *
     * @throws IllegalArgumentException when a fallback names no provider that is known
     */
    public Dragoman build() {
        fallbacks.values().forEach(models -> models.forEach(this::checkModel));
        Dialect openai = new OpenAiDialect();
        Upstream network = upstream == null ? new JdkUpstream() : upstream;
        return new Interpreter(
                providers,
                openai,
                new Calls(openai, conversations(), surroundings),
                turns(network),
                new Reports(onSuccess, onFailure, surroundings.nanoClock()),
                network);
    }

    /** The dialects in which others than those of chat may ask. */
    private static Map<Operation, Dialect> conversations() {
        return Map.of(
                Operation.COMPLETIONS, new TextDialect(),
                Operation.RESPONSES, new ResponsesDialect(new OpenAiDialect()));
    }

    private Turns turns(Upstream network) {
        Upstream echo = new EchoUpstream(surroundings.clock());
        Pause patient = new CancellablePause(surroundings.nanoClock());
        // Nobody is spared by waiting when nobody is asked.
        Pause impatient = (nanos, attempt) -> true;
        Provider mocking = Objects.requireNonNull(providers.find(MockProvider.NAME), MockProvider.NAME);
        return new Turns(
                new Models(locator(), new Mocks(mocking, mocks, mock), access, groups),
                router(network, echo, patient),
                router(echo, echo, impatient),
                new Shuffle(surroundings.random()),
                new Turns.Habits(timeout, retries, drop, fallbacks),
                surroundings.nanoClock());
    }

    private Router router(Upstream network, Upstream echo, Pause pause) {
        Line line = new Line(
                network,
                Map.of(MockProvider.NAME, echo, ReplicateProvider.NAME, new ReplicateUpstream(network)),
                new Tokens(network, surroundings.clock()),
                surroundings.nanoClock(),
                pause,
                MAX_REPLY_BYTES);
        return new Router(new Dispatcher(line, media()), surroundings.random(), pause, surroundings.nanoClock());
    }

    private @Nullable MediaFetcher media() {
        if (!fetchesMedia) {
            return null;
        }
        Upstream guarded = new GuardedUpstream(new AddressGuard(mediaHosts));
        return new MediaFetcher(guarded, MediaLimits.DEFAULTS, surroundings.nanoClock());
    }

    private DragomanBuilder access(String provider, UnaryOperator<Access> change) {
        if (providers.find(provider) == null) {
            String near = EditDistance.nearest(
                    provider, providers.all().stream().map(Provider::name).toList());
            throw new IllegalArgumentException("provider: \"" + provider + "\" is not known (expected: "
                    + (near == null ? "one of docs/providers.md" : "perhaps " + near) + ")");
        }
        access.merge(provider, change.apply(Access.NONE), (before, none) -> change.apply(before));
        return this;
    }

    private void checkModel(String model) {
        if (!groups.containsKey(model)) {
            locator().provider(model, null);
        }
    }

    private Locator locator() {
        return new Locator(providers, Catalog.builtIn(), surroundings.environment());
    }
}
