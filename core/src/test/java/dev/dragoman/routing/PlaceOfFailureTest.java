package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever fails, and however the vendor tells it, the caller hears which provider and model it was. */
final class PlaceOfFailureTest {

    private static final String OPENAI = "{'error':{'message':'it broke','type':'server_error','code':500}}";
    private static final String ANTHROPIC =
            "{'type':'error','error':{'type':'api_error','message':'it broke'},'request_id':'req_1'}";
    private static final String GEMINI = "{'error':{'code':500,'message':'it broke','status':'INTERNAL'}}";

    private final HttpServer vendor = start();
    private int status = 200;
    private String type = "application/json";
    private String body = "";

    @AfterEach
    void stop() {
        vendor.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai, OpenAI",
        "azure, openai, Azure",
        "hosted_vllm, openai, Hosted_vllm",
        "anthropic, anthropic, Anthropic",
        "gemini, gemini, Gemini"
    })
    void anErrorWithinASuccessfulAnswerNamesItsPlace(String provider, String dialect, String title) {
        body = error(dialect);

        assertNames(failure(Calls.openai(",'max_tokens':9"), provider), provider, title);
        assertNames(failure(Calls.anthropic(""), provider), provider, title);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai, OpenAI",
        "azure, openai, Azure",
        "hosted_vllm, openai, Hosted_vllm",
        "anthropic, anthropic, Anthropic",
        "gemini, gemini, Gemini"
    })
    void anErrorWithAStatusNamesItsPlace(String provider, String dialect, String title) {
        status = 500;
        body = error(dialect);

        assertNames(failure(Calls.openai(",'max_tokens':9"), provider), provider, title);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai, OpenAI",
        "azure, openai, Azure",
        "hosted_vllm, openai, Hosted_vllm",
        "anthropic, anthropic, Anthropic",
        "gemini, gemini, Gemini"
    })
    void anErrorInTheMiddleOfAStreamNamesItsPlace(String provider, String dialect, String title) {
        type = "text/event-stream";
        body = "data: " + piece(dialect) + "\n\nevent: error\ndata: " + error(dialect) + "\n\n";

        assertNames(failure(Calls.openai(",'max_tokens':9,'stream':true"), provider), provider, title);
        assertNames(failure(Calls.anthropic(",'stream':true"), provider), provider, title);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai, OpenAI",
        "azure, openai, Azure",
        "hosted_vllm, openai, Hosted_vllm",
        "anthropic, anthropic, Anthropic",
        "gemini, gemini, Gemini"
    })
    void anErrorInsteadOfAStreamNamesItsPlace(String provider, String dialect, String title) {
        body = error(dialect);

        assertNames(failure(Calls.openai(",'max_tokens':9,'stream':true"), provider), provider, title);
    }

    @ParameterizedTest
    @CsvSource({"openai, openai", "azure, openai", "anthropic, anthropic", "gemini, gemini"})
    void aStreamThatEndsTooEarlyNamesItsPlace(String provider, String dialect) {
        type = "text/event-stream";
        body = "data: " + piece(dialect) + "\n\n";

        LlmException failure = failure(Calls.openai(",'max_tokens':9,'stream':true"), provider);

        assertThat(failure.errorName()).isEqualTo("APIConnectionError");
        assertThat(failure.detail().provider()).isEqualTo(provider);
        assertThat(failure.detail().model()).isEqualTo("model-1");
    }

    @ParameterizedTest
    @CsvSource({"openai", "azure", "anthropic", "gemini"})
    void anAnswerThatIsNoneNamesItsPlace(String provider) {
        body = "[";

        LlmException failure = failure(Calls.openai(",'max_tokens':9"), provider);

        assertThat(failure.errorName()).isEqualTo("APIResponseValidationError");
        assertThat(failure.detail().provider()).isEqualTo(provider);
        assertThat(failure.detail().model()).isEqualTo("model-1");
    }

    private static void assertNames(LlmException failure, String provider, String title) {
        JsonObject told = Json.parseObject(Calls.dialect("openai").writeError(failure, null));
        assertThat(failure.errorName()).isEqualTo("InternalServerError");
        assertThat(failure.detail().provider()).isEqualTo(provider);
        assertThat(failure.detail().model()).isEqualTo("model-1");
        assertThat(Objects.requireNonNull(told.object("error")).string("message"))
                .isEqualTo("litellm.InternalServerError: " + title + "Exception - it broke");
    }

    private static String error(String dialect) {
        return json(
                switch (dialect) {
                    case "anthropic" -> ANTHROPIC;
                    case "gemini" -> GEMINI;
                    default -> OPENAI;
                });
    }

    private static String piece(String dialect) {
        return json(
                switch (dialect) {
                    case "anthropic" ->
                        "{'type':'message_start','message':{'id':'m','type':'message','role':'assistant','model':'c',"
                                + "'content':[],'stop_reason':null,'stop_sequence':null,"
                                + "'usage':{'input_tokens':1,'output_tokens':1}}}";
                    case "gemini" -> "{'candidates':[{'content':{'parts':[{'text':'he'}],'role':'model'},'index':0}]}";
                    default -> "{'id':'c','model':'m','choices':[{'index':0,'delta':{'content':'he'}}]}";
                });
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private LlmException failure(ChatSource source, String provider) {
        String base = "http://localhost:" + vendor.getAddress().getPort();
        Deployment deployment = Calls.deployment(provider, "model-1", base);
        return catchThrowableOfType(LlmException.class, () -> read(source, deployment));
    }

    private static void read(ChatSource source, Deployment deployment) {
        CallAnswer answer = Calls.DISPATCHER.ask(source, deployment, Calls.attempt());
        if (answer instanceof CallAnswer.Events streamed) {
            List<SseEvent> events = new ArrayList<>();
            try (EventStream stream = streamed.stream()) {
                while (stream.next(events::add)) {
                    // Each pull adds what came.
                }
            }
        }
    }

    private HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            return server;
        } catch (IOException noSocket) {
            throw new AssertionError(noSocket);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("content-type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
