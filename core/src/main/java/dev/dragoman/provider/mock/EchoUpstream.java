package dev.dragoman.provider.mock;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** An {@link Upstream} without a network: a model that repeats the last user message, in OpenAI's format. */
public final class EchoUpstream implements Upstream {

    /** The header in which a deployment's fixed answer is handed over. */
    static final String FIXED_ANSWER = "x-mock-response";

    private final InstantSource clock;

    public EchoUpstream(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        JsonBody body = JsonBody.parse(request.body().toBytes());
        String fixed = request.headers().first(FIXED_ANSWER);
        String said = lastUserText(body);
        Echo echo = new Echo(
                model(body), fixed == null ? said : fixed, said, clock.instant().getEpochSecond());
        return Boolean.TRUE.equals(body.bool("stream"))
                ? new Ready("text/event-stream", echo.stream())
                : new Ready("application/json", echo.whole());
    }

    @Override
    public void close() {}

    private static String model(JsonBody body) {
        String model = body.string("model");
        return model == null ? "echo" : model;
    }

    private static String lastUserText(JsonBody body) {
        if (!(body.value("messages") instanceof JsonArray messages)) {
            return "";
        }
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.items().get(i) instanceof JsonObject message && "user".equals(message.string("role"))) {
                return text(message.get("content"));
            }
        }
        return "";
    }

    private static String text(@Nullable JsonValue content) {
        if (content instanceof JsonString text) {
            return text.value();
        }
        StringBuilder all = new StringBuilder();
        if (content instanceof JsonArray parts) {
            for (JsonValue part : parts) {
                String text = part instanceof JsonObject object ? object.string("text") : null;
                all.append(text == null ? "" : text);
            }
        }
        return all.toString();
    }

    /** One answer in both forms. Tokens are counted as words. */
    private record Echo(String model, String text, String prompt, long created) {

        private static final String ID = "chatcmpl-echo";

        byte[] whole() {
            JsonWriter json = head("chat.completion");
            json.name("choices").beginArray().beginObject().member("index", 0);
            json.name("message")
                    .beginObject()
                    .member("role", "assistant")
                    .member("content", text)
                    .endObject();
            json.member("finish_reason", "stop").endObject().endArray();
            return usage(json).endObject().toBytes();
        }

        byte[] stream() {
            ByteArrayOutputStream events = new ByteArrayOutputStream();
            event(events, delta("role", "assistant", null));
            for (int at = 0; at < text.length(); ) {
                int end = wordEnd(at);
                event(events, delta("content", text.substring(at, end), null));
                at = end;
            }
            event(events, delta("", "", "stop"));
            JsonWriter last = head("chat.completion.chunk");
            last.name("choices").beginArray().endArray();
            event(events, usage(last).endObject().toBytes());
            event(events, "[DONE]".getBytes(StandardCharsets.US_ASCII));
            return events.toByteArray();
        }

        private int wordEnd(int from) {
            int space = text.indexOf(' ', from + 1);
            return space < 0 ? text.length() : space;
        }

        private JsonWriter head(String object) {
            return new JsonWriter(text.length() + 256)
                    .beginObject()
                    .member("id", ID)
                    .member("object", object)
                    .member("created", created)
                    .member("model", model);
        }

        private byte[] delta(String name, String value, @Nullable String finish) {
            JsonWriter json = head("chat.completion.chunk");
            json.name("choices")
                    .beginArray()
                    .beginObject()
                    .member("index", 0)
                    .name("delta")
                    .beginObject();
            if (!name.isEmpty()) {
                json.member(name, value);
            }
            json.endObject().name("finish_reason");
            if (finish == null) {
                json.nullValue();
            } else {
                json.value(finish);
            }
            return json.endObject().endArray().endObject().toBytes();
        }

        private JsonWriter usage(JsonWriter json) {
            long in = words(prompt);
            long out = words(text);
            return json.name("usage")
                    .beginObject()
                    .member("prompt_tokens", in)
                    .member("completion_tokens", out)
                    .member("total_tokens", in + out)
                    .endObject();
        }

        private static long words(String text) {
            long words = 0;
            boolean inWord = false;
            for (int i = 0; i < text.length(); i++) {
                boolean space = Character.isWhitespace(text.charAt(i));
                words += !space && !inWord ? 1 : 0;
                inWord = !space;
            }
            return words;
        }

        private static void event(ByteArrayOutputStream events, byte[] data) {
            events.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
            events.writeBytes(data);
            events.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A response that is there already. */
    private static final class Ready implements UpstreamResponse {

        private final Headers headers;
        private @Nullable Slice body;

        Ready(String contentType, byte[] body) {
            this.headers = Headers.of("content-type", contentType);
            this.body = Slice.of(body);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return headers;
        }

        @Override
        public @Nullable Slice read() {
            Slice rest = body;
            body = null;
            return rest;
        }

        @Override
        public byte[] readAll(int limit) {
            Slice rest = read();
            byte[] bytes = rest == null ? new byte[0] : rest.toBytes();
            if (bytes.length > limit) {
                throw new UpstreamException(
                        UpstreamException.Kind.TOO_LARGE, "the answer is larger than " + limit + " bytes");
            }
            return bytes;
        }

        @Override
        public void close() {
            body = null;
        }
    }
}
