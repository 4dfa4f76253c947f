package dev.dragoman.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteMediaTest {

    private static final Dialect GEMINI = new GeminiDialect();
    private static final MediaSource.Url CAT = new MediaSource.Url("https://x.test/cat.png", null);
    private static final MediaSource.Url SOUND = new MediaSource.Url("https://x.test/a.wav", null);
    private static final MediaSource.Base64 BYTES = new MediaSource.Base64("image/png", "iVBO");

    @ParameterizedTest
    @CsvSource({
        "https://x.test/cat.png,true",
        "http://x.test/cat.png,true",
        "gs://bucket/cat.png,false",
        "https://generativelanguage.googleapis.com/v1beta/files/abc,false",
        "https://generativelanguage.googleapis.com.evil.test/v1beta/files/abc,true",
        "https://www.youtube.com/watch?v=1,false",
        "https://youtu.be/1,false",
        "https://notyoutube.com/1,true"
    })
    void googleReadsOnlySomeAddressesItself(String url, boolean needed) {
        assertThat(GEMINI.needsBytes(MediaKind.IMAGE, new MediaSource.Url(url, null)))
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,IMAGE,http://x.test/a,false",
        "openai,IMAGE,https://x.test/a,false",
        "openai,DOCUMENT,http://x.test/a,true",
        "openai,DOCUMENT,https://x.test/a,true",
        "openai,DOCUMENT,gs://bucket/a,false",
        "anthropic,IMAGE,http://x.test/a,true",
        "anthropic,IMAGE,https://x.test/a,false",
        "anthropic,DOCUMENT,http://x.test/a,true",
        "anthropic,DOCUMENT,https://x.test/a,false",
        "anthropic,AUDIO,http://x.test/a,false"
    })
    void someVendorsReadSomeKindsOfMediaThemselves(String vendor, MediaKind kind, String url, boolean needed) {
        assertThat(dialect(vendor).needsBytes(kind, new MediaSource.Url(url, null)))
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @CsvSource({
        "gemini,IMAGE,image/webp,true",
        "gemini,IMAGE,application/pdf,true",
        "gemini,IMAGE,image/svg+xml,false",
        "gemini,IMAGE,text/html,false",
        "gemini,AUDIO,audio/mp3,true",
        "gemini,AUDIO,image/png,false",
        "gemini,VIDEO,video/mp4,true",
        "gemini,DOCUMENT,text/csv,true",
        "gemini,DOCUMENT,application/zip,false",
        "anthropic,IMAGE,image/gif,true",
        "anthropic,IMAGE,image/heic,false",
        "anthropic,IMAGE,text/plain,false",
        "anthropic,DOCUMENT,application/pdf,true",
        "anthropic,DOCUMENT,text/markdown,true",
        "anthropic,DOCUMENT,application/zip,false",
        "openai,DOCUMENT,application/pdf,true"
    })
    void vendorsTakeTheMediaTypesTheyDocument(String vendor, MediaKind kind, String type, boolean taken) {
        assertThat(dialect(vendor).takes(kind, type)).isEqualTo(taken);
    }

    @Test
    void everyAddressIsNeededOnce() {
        assertThat(RemoteMedia.of(request(), GEMINI))
                .containsExactly(entry(CAT, MediaKind.IMAGE), entry(SOUND, MediaKind.AUDIO));
    }

    @Test
    void bytesTakeThePlaceOfTheirAddress() {
        ChatRequest replaced = RemoteMedia.replaced(request(), Map.of(CAT, BYTES));

        assertThat(replaced.messages())
                .containsExactly(
                        new Message.User(
                                List.of(
                                        new Part.Text("see"),
                                        new Part.Image(BYTES, "low", null),
                                        new Part.Audio(SOUND, "wav", null)),
                                "me"),
                        new Message.Assistant(List.of(new Part.Image(BYTES, null, null)), null, true, JsonObject.EMPTY),
                        new Message.ToolResult(
                                List.of(new Part.Document(BYTES, "n", "c", true, null)), "id", "f", false, null));
    }

    private static Dialect dialect(String name) {
        return switch (name) {
            case "openai" -> new OpenAiDialect();
            case "anthropic" -> new AnthropicDialect();
            default -> GEMINI;
        };
    }

    private static ChatRequest request() {
        return ChatRequest.builder("m")
                .messages(List.of(
                        new Message.User(
                                List.of(
                                        new Part.Text("see"),
                                        new Part.Image(CAT, "low", null),
                                        new Part.Audio(SOUND, "wav", null)),
                                "me"),
                        new Message.Assistant(List.of(new Part.Image(CAT, null, null)), null, true, JsonObject.EMPTY),
                        new Message.ToolResult(
                                List.of(new Part.Document(CAT, "n", "c", true, null)), "id", "f", false, null)))
                .build();
    }
}
