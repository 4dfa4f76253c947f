package dev.dragoman.provider.deepgram;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Endpoint;
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
import org.jspecify.annotations.Nullable;

/**
 * The text of a recording, which is the body of the request.
 *
 * @see <a href="https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded">Deepgram: Pre-recorded audio</a>
 */
final class DeepgramTranscripts implements Service {

    private static final Set<String> UNDERSTOOD = Set.of("language");

    private final Function<VendorError, LlmException> errors;

    DeepgramTranscripts(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        TranscriptRequest asked = TranscriptRequest.read(request, UNDERSTOOD);
        // As OpenAI's models do, sentences are written with their signs unless the caller says otherwise.
        JsonObject parameters = JsonObject.builder()
                .put("model", target.model())
                .put("punctuate", true)
                .putIfPresent("language", asked.language())
                .build()
                .merged(asked.others());
        VendorCall call = new VendorCall(
                "POST",
                DeepgramAddress.of(target, "/listen", parameters),
                new VendorCall.Payload.Bytes(
                        asked.mediaType(), new Body(List.of(asked.file().bytes()))),
                true);
        return new Plan(Progress.asking(call, answer -> reply(answer, asked)), asked.untold(UNDERSTOOD));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return DeepgramAddress.of(target, "/listen", JsonObject.EMPTY);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static ServiceReply reply(VendorAnswer answer, TranscriptRequest asked) {
        Field reply = Base64Speech.answer(answer.body());
        Field results = reply.required("results");
        List<Field> channels = results.required("channels").items();
        List<Transcript.Word> words = new ArrayList<>();
        List<String> texts = new ArrayList<>(channels.size());
        String language = null;
        for (Field channel : channels) {
            language = language == null ? channel.string("detected_language") : language;
            for (Field alternative :
                    channel.required("alternatives").items().stream().limit(1).toList()) {
                texts.add(alternative.requiredString("transcript"));
                Field heard = alternative.member("words");
                (heard == null ? List.<Field>of() : heard.items()).forEach(word -> words.add(word(word)));
            }
        }
        Field metadata = reply.member("metadata");
        Field duration = metadata == null ? null : metadata.member("duration");
        Double seconds = duration == null ? null : duration.number();
        return TranscriptReply.of(
                new Transcript(String.join("\n", texts), spoken(language, asked), seconds, words, List.of()), asked);
    }

    /** The language that was recognized or named; without either, the models hear English. */
    private static String spoken(@Nullable String recognized, TranscriptRequest asked) {
        String named = recognized == null ? asked.language() : recognized;
        return named == null ? "en" : named;
    }

    private static Transcript.Word word(Field word) {
        String punctuated = word.string("punctuated_word");
        String text = punctuated == null ? word.requiredString("word") : punctuated;
        return new Transcript.Word(
                text, word.required("start").number(), word.required("end").number(), " ");
    }
}
