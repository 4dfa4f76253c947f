package dev.dragoman.provider.elevenlabs;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.speech.Base64Speech;
import dev.dragoman.provider.speech.Transcript;
import dev.dragoman.provider.speech.TranscriptReply;
import dev.dragoman.provider.speech.TranscriptRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The text of a recording.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference/speech-to-text/convert">ElevenLabs: Create transcript</a>
 */
final class ElevenLabsTranscripts implements Service {

    private static final String PATH = "/speech-to-text";
    private static final Set<String> UNDERSTOOD = Set.of("language", "temperature");

    private final Function<VendorError, LlmException> errors;

    ElevenLabsTranscripts(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        TranscriptRequest asked = TranscriptRequest.read(request, UNDERSTOOD);
        VendorCall call = new VendorCall("POST", endpoint(target), form(asked, target), true);
        return new Plan(Progress.asking(call, answer -> reply(answer, asked)), asked.untold(UNDERSTOOD));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return ElevenLabsAddress.below(target, PATH);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static VendorCall.Payload.Form form(TranscriptRequest asked, Target target) {
        List<VendorCall.FormField> fields = new ArrayList<>();
        fields.add(new VendorCall.FormField("model_id", target.model()));
        if (asked.language() != null) {
            fields.add(new VendorCall.FormField("language_code", asked.language()));
        }
        if (asked.temperature() != null) {
            fields.add(
                    new VendorCall.FormField("temperature", asked.temperature().literal()));
        }
        asked.others().forEach((name, value) -> fields.add(new VendorCall.FormField(name, text(value))));
        FormFile file = asked.file();
        return new VendorCall.Payload.Form(
                fields, List.of(new FormFile("file", file.name(), asked.mediaType(), file.bytes())));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.value() : value.toJson();
    }

    private static ServiceReply reply(VendorAnswer answer, TranscriptRequest asked) {
        Field reply = Base64Speech.answer(answer.body());
        Field duration = reply.member("audio_duration_secs");
        Transcript said = new Transcript(
                reply.requiredString("text"),
                reply.string("language_code"),
                duration == null ? null : duration.number(),
                words(reply),
                List.of());
        return TranscriptReply.of(said, asked);
    }

    /** The words; what stands between them is told as pieces of its own. */
    private static List<Transcript.Word> words(Field reply) {
        List<Transcript.Word> words = new ArrayList<>();
        StringBuilder between = new StringBuilder();
        Field pieces = reply.member("words");
        for (Field piece : pieces == null ? List.<Field>of() : pieces.items()) {
            Field start = piece.member("start");
            Field end = piece.member("end");
            String text = piece.requiredString("text");
            if (!"word".equals(piece.string("type")) || start == null || end == null) {
                between.append("spacing".equals(piece.string("type")) ? text : "");
            } else {
                words.add(new Transcript.Word(text, start.number(), end.number(), between.toString()));
                between.setLength(0);
            }
        }
        return words;
    }
}
