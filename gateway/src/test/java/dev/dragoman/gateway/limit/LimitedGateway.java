package dev.dragoman.gateway.limit;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.gateway.Folders;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.LimitSource;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.CountedTokens;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.endpoint.ChatEndpoint;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Entrance;
import dev.dragoman.gateway.endpoint.Refusal;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteTable;
import dev.dragoman.gateway.endpoint.ServiceEndpoint;
import dev.dragoman.gateway.endpoint.SessionCredentials;
import dev.dragoman.gateway.identity.Identity;
import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.netty.HttpEngine;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Tokens;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.CancellablePause;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.Line;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.testkit.FakeOpenAi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A gateway of real parts whose pipeline is limits and one vendor. */
final class LimitedGateway implements AutoCloseable {

    static final String KEY = "sk-master-for-tests";

    final FakeOpenAi vendor = FakeOpenAi.start();
    final Limiter limiter = Limiter.alone(Duration.ofSeconds(60), System::nanoTime);
    private final HttpEngine engine;
    private final CompletableFuture<Entrance> entrance = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();

    LimitedGateway(LimitSource limits, CountedTokens counted, LimitListener listener) {
        InstantSource clock = InstantSource.system();
        Dialect openai = new OpenAiDialect();
        Dialect anthropic = new AnthropicDialect();
        engine = HttpEngine.start(
                settings(),
                exchange -> entrance.join().handle(exchange),
                new Refusal(openai, anthropic, new GeminiDialect()),
                clock);
        Upstream network = engine.upstream(UpstreamSettings.DEFAULTS);
        Line line = new Line(
                network,
                Map.of(),
                new Tokens(network, clock),
                System::nanoTime,
                new CancellablePause(System::nanoTime),
                1 << 20);
        Dispatcher dispatcher = new Dispatcher(line, null);
        Deployment deployment = deployment();
        Pipeline pipeline = new Pipeline(List.of(
                new LimitStep(limits, limiter, () -> counted, listener, clock),
                (call, next) -> new Answered(dispatcher.ask(call.source(), deployment, attempt(call)), 0)));
        entrance.complete(new Entrance(
                new RouteTable(List.of(
                        route(
                                "/v1/chat/completions",
                                new ChatEndpoint(openai, "chatcmpl-", pipeline, clock, System::nanoTime, () -> false)),
                        route(
                                "/v1/messages",
                                new ChatEndpoint(anthropic, "msg_", pipeline, clock, System::nanoTime, () -> false)),
                        route(
                                "/v1/audio/speech",
                                new ServiceEndpoint(Operation.SPEECH, openai, pipeline, clock, System::nanoTime)))),
                new Identity(KEY, null, (hash, masked) -> new Caller(hash, masked, false), null, null),
                (route, path, caller) -> {},
                new CallIds(clock, new Random(1)),
                openai,
                () -> false,
                SessionCredentials.NONE));
    }

    private static EngineSettings settings() {
        EngineSettings usual = EngineSettings.DEFAULTS;
        return new EngineSettings(
                "127.0.0.1",
                0,
                usual.transport(),
                usual.scheduler(),
                2,
                usual.limits(),
                null,
                true,
                usual.drainTimeout());
    }

    private static Route route(String path, Endpoint endpoint) {
        return new Route("POST", path, Route.Access.KEY, endpoint);
    }

    private static Attempt attempt(Call call) {
        return new Attempt(call.frame(), ParameterPolicy.STRICT, Headers.EMPTY, Timeouts.NONE, call.cancellation());
    }

    private Deployment deployment() {
        try {
            Path config = Folders.make("gateway").resolve("config.yaml");
            Files.writeString(config, """
                    model_list:
                      - model_name: some/model
                        litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                    """.formatted(vendor.baseUrl()));
            Environment none = new Environment(Map.of());
            ConfigLoader.Loaded loaded = ConfigLoader.load(config, none, ModelCheck.NONE);
            return ModelTable.of(loaded.settings(), none, Providers.builtIn(), Catalog.builtIn())
                    .find("some/model")
                    .getFirst();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    int port() {
        return engine.port();
    }

    HttpResponse<String> chat(boolean stream) {
        return post("/v1/chat/completions", question(stream));
    }

    static String question(boolean stream) {
        return "{\"model\":\"some/model\",\"stream\":" + stream
                + ",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]}";
    }

    HttpResponse<String> post(String path, String json) {
        try {
            return http.send(request(path, json), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(String path, String json) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.port() + path))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    @Override
    public void close() {
        http.close();
        engine.close();
        limiter.close();
        vendor.close();
    }
}
