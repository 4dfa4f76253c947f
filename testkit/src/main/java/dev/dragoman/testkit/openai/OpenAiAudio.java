package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Heard;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speech and transcription as OpenAI offers them.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio">OpenAI: Audio</a>
 */
final class OpenAiAudio {

    private static final FieldTables TABLES = FieldTables.load(OpenAiAudio.class, "services.fields");
    private static final Header JSON = new Header("content-type", "application/json");
    private static final Set<String> FILES =
            Set.of("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm");
    private static final Set<String> NUMBERS = Set.of("temperature");

    private OpenAiAudio() {}

    /** Speech for a body that has passed. */
    static Reply speech(JsonNode body) {
        String input = body.path("input").asString("");
        String model = body.path("model").asString("");
        String format = body.path("response_format").asString("mp3");
        byte[] sound = Sounds.of(format, input);
        if (!body.path("stream_format").asString("audio").equals("sse")) {
            return Reply.chunked(200, List.of(new Header("content-type", type(format))), Sounds.pieces(sound));
        }
        if (model.startsWith("tts-1")) {
            throw Refusal.badRequest(
                    "The model `" + model + "` does not support 'sse' stream format.", "stream_format", null);
        }
        List<Frame> events = new ArrayList<>();
        for (Frame piece : Sounds.pieces(sound)) {
            events.add(Frame.of(Sse.data(Json.object()
                    .put("type", "speech.audio.delta")
                    .put("audio", Base64.getEncoder().encodeToString(piece.bytes())))));
        }
        ObjectNode done = Json.object().put("type", "speech.audio.done");
        done.set("usage", tokens(input.length(), 20));
        events.add(Frame.of(Sse.data(done)));
        return Reply.chunked(200, List.of(Sse.CONTENT_TYPE), events);
    }

    /** The text of the recording in a form. */
    static Reply text(RecordedRequest request, String table) {
        FormData form = form(request);
        ObjectNode fields = fields(form);
        OpenAiRules.model(fields);
        List<Violation> violations = TABLES.check(fields, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OpenAiComplaints.refusal(violations.getFirst());
        }
        FormData.Part file = form.file("file")
                .orElseThrow(() -> Refusal.badRequest(
                        "Missing required parameter: 'file'.", "file", "missing_required_parameter"));
        requireKnownKind(file);
        Heard heard = Heard.in(file.bytes());
        boolean whisper = !fields.path("model").asString("").contains("transcribe");
        return fields.path("stream").asString("").equals("true") && !whisper
                ? streamed(heard)
                : whole(heard, fields, whisper);
    }

    private static Reply whole(Heard heard, ObjectNode fields, boolean whisper) {
        String format = fields.path("response_format").asString("json");
        if (!whisper && !format.equals("json") && !format.equals("text")) {
            throw Refusal.badRequest(
                    "response_format '" + format + "' is not compatible with model '"
                            + fields.path("model").asString("") + "'. Use 'json' or 'text' instead.",
                    "response_format",
                    "unsupported_value");
        }
        return switch (format) {
            case "text" -> Reply.text(200, "text/plain; charset=utf-8", heard.text() + "\n");
            case "srt" -> Reply.text(200, "text/plain; charset=utf-8", heard.srt());
            case "vtt" -> Reply.text(200, "text/plain; charset=utf-8", heard.vtt());
            case "verbose_json" -> json(verbose(heard, fields));
            default -> {
                ObjectNode reply = Json.object().put("text", heard.text());
                reply.set("usage", whisper ? seconds(heard) : tokens(14, 5));
                yield json(reply);
            }
        };
    }

    private static ObjectNode verbose(Heard heard, ObjectNode fields) {
        ObjectNode reply = Json.object()
                .put("task", "transcribe")
                .put("language", "english")
                .put("duration", heard.seconds())
                .put("text", heard.text());
        reply.putArray("segments")
                .addObject()
                .put("id", 0)
                .put("start", 0.0)
                .put("end", heard.seconds())
                .put("text", heard.text());
        if (fields.path("timestamp_granularities").toString().contains("word")) {
            ArrayNode words = reply.putArray("words");
            heard.words()
                    .forEach(word -> words.addObject()
                            .put("word", word.text())
                            .put("start", word.start())
                            .put("end", word.end()));
        }
        reply.set("usage", seconds(heard));
        return reply;
    }

    private static Reply streamed(Heard heard) {
        List<Frame> events = new ArrayList<>();
        for (Heard.Word word : heard.words()) {
            events.add(Frame.of(
                    Sse.data(Json.object().put("type", "transcript.text.delta").put("delta", word.text() + " "))));
        }
        ObjectNode done = Json.object().put("type", "transcript.text.done").put("text", heard.text());
        done.set("usage", tokens(14, 5));
        events.add(Frame.of(Sse.data(done)));
        return Reply.chunked(200, List.of(Sse.CONTENT_TYPE), events);
    }

    private static ObjectNode seconds(Heard heard) {
        return Json.object().put("type", "duration").put("seconds", (long) Math.ceil(heard.seconds()));
    }

    private static ObjectNode tokens(int input, int output) {
        return Json.object()
                .put("type", "tokens")
                .put("input_tokens", input)
                .put("output_tokens", output)
                .put("total_tokens", input + output);
    }

    private static FormData form(RecordedRequest request) {
        if (!request.method().equals("POST")) {
            throw Refusal.wrongMethod(request);
        }
        try {
            return FormData.of(request);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest("Could not parse multipart form: " + wrong.getMessage(), null, null);
        }
    }

    /** The text fields as JSON, numbers as numbers and lists as lists. */
    private static ObjectNode fields(FormData form) {
        ObjectNode fields = Json.object();
        for (FormData.Part part : form.parts()) {
            String name = part.name();
            if (part.fileName() != null && !name.equals("file")) {
                throw Refusal.badRequest("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
            }
            if (part.fileName() != null) {
                continue;
            }
            if (name.endsWith("[]")) {
                fields.withArray(name.substring(0, name.length() - 2)).add(part.text());
            } else if (NUMBERS.contains(name)) {
                fields.set(name, Json.read(part.text()));
            } else {
                fields.put(name, part.text());
            }
        }
        return fields;
    }

    private static void requireKnownKind(FormData.Part file) {
        String name = String.valueOf(file.fileName()).toLowerCase(Locale.ROOT);
        boolean known = FILES.contains(name.substring(name.lastIndexOf('.') + 1));
        if (!known || file.bytes().length == 0) {
            throw Refusal.badRequest(
                    "Unrecognized file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', "
                            + "'ogg', 'wav', 'webm']",
                    null,
                    null);
        }
    }

    private static String type(String format) {
        return switch (format) {
            case "mp3" -> "audio/mpeg";
            case "opus" -> "audio/ogg";
            default -> "audio/" + format;
        };
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, List.of(JSON), Json.bytes(body));
    }
}
