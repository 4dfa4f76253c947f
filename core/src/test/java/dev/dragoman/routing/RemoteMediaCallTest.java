package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.media.MediaLimits;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Media at addresses on their way through a call. */
final class RemoteMediaCallTest {

    private static final JdkUpstream NETWORK = new JdkUpstream();
    private static final Dispatcher DISPATCHER = new Dispatcher(
            Calls.line(NETWORK, 4 << 20), new MediaFetcher(NETWORK, MediaLimits.DEFAULTS, System::nanoTime));

    private final FakeOpenAi openai = FakeOpenAi.start();
    private final FakeAnthropic anthropic = FakeAnthropic.start();
    private final FakeGemini gemini = FakeGemini.start();
    private final AtomicInteger fetches = new AtomicInteger();
    private final RawVendor files = RawVendor.start(connection -> {
        while (true) {
            String request = connection.request();
            fetches.incrementAndGet();
            connection.send(
                    request.startsWith("GET /missing")
                            ? "HTTP/1.1 404 Not Found\r\ncontent-length: 6\r\n\r\nsecret"
                            : "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: 5\r\n\r\n"
                                    + "%PDF-");
        }
    });

    @AfterEach
    void stop() throws IOException {
        openai.close();
        anthropic.close();
        gemini.close();
        files.close();
    }

    @Test
    void googleGetsTheBytes() {
        chat(openai(image("/a.pdf")), "gemini", gemini);

        assertThat(sent(gemini)).contains("{\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"JVBERi0=\"}}");
    }

    @Test
    void anthropicGetsTheBytesOfWhatIsNotBehindTls() {
        chat(openai(image("/a.pdf")), "anthropic", anthropic);

        assertThat(sent(anthropic))
                .contains("\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"}");
    }

    @Test
    void whatTheVendorFetchesItselfIsLeftToIt() {
        chat(openai(image("/a.png")), "openai", openai);
        chat(openai("{'type':'image_url','image_url':{'url':'https://x.test/a.png'}}"), "anthropic", anthropic);

        assertThat(fetches).hasValue(0);
        assertThat(sent(openai)).contains(files.origin() + "/a.png");
        assertThat(sent(anthropic)).contains("{\"type\":\"url\",\"url\":\"https://x.test/a.png\"}");
    }

    @Test
    void openAiGetsTheBytesOfDocumentsAlsoFromItsOwnClients() {
        String file = "{'type':'file','file':{'file_id':'" + files.origin() + "/a.pdf','filename':'a.pdf'}}";

        chat(openai(file), "openai", openai);

        assertThat(sent(openai))
                .contains("{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}");
    }

    @Test
    void openAiGetsTheBytesOfAnthropicsDocuments() {
        String document = "{'type':'document','source':{'type':'url','url':'" + files.origin() + "/a.pdf'}}";

        chat(
                source("anthropic", "'max_tokens':9,'messages':[{'role':'user','content':[" + document + "]}]"),
                "openai",
                openai);

        assertThat(sent(openai)).contains("\"file_data\":\"data:application/pdf;base64,JVBERi0=\"");
    }

    @Test
    void anotherAttemptFetchesNothingAgain() {
        gemini.answers(Answer.error(ErrorKind.OVERLOADED), Answer.text("hello"));
        Router router = new Router(DISPATCHER, () -> 0L, (nanos, attempt) -> true, System::nanoTime);

        Router.Routed routed = router.ask(
                openai(image("/a.pdf")),
                Route.any(
                        List.of(Calls.deployment("gemini", gemini)),
                        (candidates, source) -> candidates.getFirst(),
                        Retrying.times(1)),
                (deployment, stream) -> Calls.attempt());

        assertThat(routed.retries()).isEqualTo(1);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aRefusalNamesThePartAndTheHostAndKeepsTheRestToItself() {
        ChatSource source = openai(image("/a.pdf") + "," + image("/missing?signature=secret"));

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> chat(source, "gemini", gemini))
                .withMessage("messages[0].content[1].image_url.url: the media at " + files.origin()
                        + " cannot be used: the server answered with status 404 (expected: 200)")
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.detail().param()).isEqualTo("messages[0].content[1].image_url.url");
                    assertThat(refused.detail().code()).isEqualTo("invalid_media_url");
                });
    }

    private static void chat(ChatSource source, String provider, FakeVendor vendor) throws LlmException {
        DISPATCHER.ask(source, Calls.deployment(provider, vendor), Calls.attempt());
    }

    private static String sent(FakeVendor vendor) {
        return vendor.lastRequest().text();
    }

    private String image(String path) {
        return "{'type':'image_url','image_url':{'url':'" + files.origin() + path + "'}}";
    }

    private static ChatSource openai(String parts) {
        return source("openai", "'messages':[{'role':'user','content':[" + parts + "]}]");
    }

    private static ChatSource source(String dialect, String members) {
        Dialect client = Calls.dialect(dialect);
        String json = "{'model':'alias'," + members + "}";
        return new ChatSource(client, JsonBody.parse(Slice.utf8(json.replace('\'', '"')), client.watch()), false);
    }
}
