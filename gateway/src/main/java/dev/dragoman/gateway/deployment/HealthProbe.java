package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.config.ModelEntry.Health;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketUpstream;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RealtimeSource;
import dev.dragoman.routing.ServiceSource;
import dev.dragoman.routing.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shortest of questions to a model, by what the model is for. */
final class HealthProbe {

    private static final String TEXT = "test from litellm";
    private static final Set<String> NOT_ASKED = Set.of("ocr", "video_generation", "search", "vector_store");
    private static final int USUAL_TOKENS = 16;
    private static final int SAMPLE_RATE = 16_000;
    private static final int HEADER_BYTES = 44;

    private HealthProbe() {}

    /** The question for a model of that mode; of an unknown one for what its provider offers. */
    static Source of(
            @Nullable String mode, Deployment deployment, Health health, Dialect openai, WebSocketUpstream sockets) {
        return switch (mode == null ? standard(deployment) : mode) {
            case "embedding" -> service(Operation.EMBEDDINGS, "'input':['%s']", false);
            case "image_generation" -> service(Operation.IMAGES, "'prompt':'%s'", false);
            case "audio_speech" -> speech(health.voice());
            case "realtime" -> session(sockets);
            case "rerank" -> service(Operation.RERANK, "'query':'%1$s','documents':['%1$s']", false);
            case "moderation" -> service(Operation.MODERATIONS, "'input':'%s'", false);
            case "audio_transcription" ->
                new ServiceSource(
                        Operation.TRANSCRIPTIONS,
                        body("'response_format':'json'"),
                        List.of(new FormFile("file", "silence.wav", "audio/wav", Slice.of(silence()))),
                        false);
            default -> chat(deployment, health, openai);
        };
    }

    private static Source chat(Deployment deployment, Health health, Dialect openai) {
        return new ChatSource(
                openai,
                body("'messages':[{'role':'user','content':'%s'}],'max_tokens':" + tokens(deployment, health)),
                false);
    }

    /** Whether there is a question for models of that mode. */
    static boolean knows(@Nullable String mode) {
        return mode == null || !NOT_ASKED.contains(mode);
    }

    private static int tokens(Deployment deployment, Health health) {
        boolean reasons = deployment.target().traits().can(ModelTraits.Ability.REASONING);
        Integer ofItsKind = reasons ? health.reasoningTokens() : health.plainTokens();
        Integer set = health.maxTokens() != null ? health.maxTokens() : ofItsKind;
        return set == null ? USUAL_TOKENS : set;
    }

    private static Source speech(@Nullable String voice) {
        JsonBody body = body("'input':'%s'").with("voice", new JsonString(voice == null ? "alloy" : voice));
        return new ServiceSource(Operation.SPEECH, body, List.of(), true);
    }

    /** A session that is opened and left again: that costs nothing. */
    private static Source session(WebSocketUpstream sockets) {
        return new RealtimeSource(
                Operation.REALTIME,
                "",
                Headers.EMPTY,
                sockets,
                new WebSocketUpstream.Terms(List.of(), 1 << 20),
                (opened, info) -> new OpenedSession(opened.socket()));
    }

    private record OpenedSession(WebSocket socket) implements ByteStream {

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public boolean next(Consumer<Slice> into) {
            return false;
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static String standard(Deployment deployment) {
        return deployment.provider().converses()
                ? "chat"
                : switch (deployment.provider().operations().iterator().next()) {
                    case EMBEDDINGS -> "embedding";
                    case IMAGES, IMAGE_EDITS, IMAGE_VARIATIONS -> "image_generation";
                    case SPEECH -> "audio_speech";
                    case RERANK -> "rerank";
                    case MODERATIONS -> "moderation";
                    case REALTIME -> "realtime";
                    case TRANSCRIPTIONS, TRANSLATIONS -> "audio_transcription";
                    case CHAT, RESPONSES, MESSAGES, COMPLETIONS, COUNT_TOKENS, BATCHES, RELAY -> "chat";
                };
    }

    private static Source service(Operation operation, String members, boolean stream) {
        return new ServiceSource(operation, body(members), List.of(), stream);
    }

    private static JsonBody body(String members) {
        String json = "{" + members.formatted(TEXT).replace('\'', '"') + "}";
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A fifth of a second of silence: the shortest that vendors take for a recording is a tenth. */
    private static byte[] silence() {
        int samples = SAMPLE_RATE / 5;
        ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(SAMPLE_RATE).putInt(2 * SAMPLE_RATE);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        return wav.array();
    }
}
