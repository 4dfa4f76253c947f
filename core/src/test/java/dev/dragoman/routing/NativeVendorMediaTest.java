package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.media.MediaLimits;
import dev.dragoman.testkit.FakeCohere;
import dev.dragoman.testkit.FakeOllama;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Media at addresses on their way to vendors that have a format of their own. */
final class NativeVendorMediaTest {

    private static final JdkUpstream NETWORK = new JdkUpstream();
    private static final Dispatcher DISPATCHER = new Dispatcher(
            Calls.line(NETWORK, 4 << 20), new MediaFetcher(NETWORK, MediaLimits.DEFAULTS, System::nanoTime));

    private final FakeCohere cohere = FakeCohere.start();
    private final FakeOllama ollama = FakeOllama.start();
    private final RawVendor files = RawVendor.start(connection -> {
        while (true) {
            boolean text = connection.request().startsWith("GET /plan.txt");
            connection.send("HTTP/1.1 200 OK\r\ncontent-type: " + (text ? "text/plain" : "image/png")
                    + "\r\ncontent-length: 5\r\n\r\nGo on");
        }
    });

    @AfterEach
    void stop() throws IOException {
        cohere.close();
        ollama.close();
        files.close();
    }

    @Test
    void ollamaGetsTheBytesOfAnImage() {
        chat(image("/a.png"), "ollama", ollama);

        assertThat(ollama.lastRequest().json().at("/messages/0/images").toString())
                .isEqualTo("[\"R28gb24=\"]");
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> chat(image("/plan.txt"), "ollama", ollama))
                .withMessageContaining("messages[0].content[0].image_url.url");
    }

    @Test
    void cohereFetchesImagesItself() {
        chat(image("/a.png"), "cohere", cohere);

        assertThat(cohere.lastRequest()
                        .json()
                        .at("/messages/0/content/0/image_url/url")
                        .stringValue())
                .isEqualTo(files.origin() + "/a.png");
    }

    @Test
    void cohereGetsTheTextOfADocument() {
        String document = "{'type':'document','source':{'type':'url','url':'" + files.origin() + "/plan.txt'}}";

        chat(document + ",{'type':'text','text':'And?'}", "cohere", cohere);

        assertThat(cohere.lastRequest().json().path("documents").toString())
                .isEqualTo("[{\"data\":{\"text\":\"Go on\"}}]");
    }

    private String image(String path) {
        return "{'type':'image_url','image_url':{'url':'" + files.origin() + path + "'}}";
    }

    private static void chat(String parts, String provider, FakeVendor vendor) {
        Dialect client = Calls.dialect("openai");
        String json = "{'model':'alias','messages':[{'role':'user','content':[" + parts + "]}]}";
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), client.watch());
        DISPATCHER.ask(new ChatSource(client, body, false), Calls.deployment(provider, vendor), Calls.attempt());
    }
}
