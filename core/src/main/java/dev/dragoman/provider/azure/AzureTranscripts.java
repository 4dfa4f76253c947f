package dev.dragoman.provider.azure;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Credentials;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The text of a recording by Azure AI Speech's fast transcription.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-services/speech-service/fast-transcription-create">Microsoft: Fast
 *     transcription</a>
 */
final class AzureTranscripts implements Service {

    private static final String PATH = "/speechtotext/transcriptions:transcribe";
    private static final String VERSION = "2024-11-15";
    private static final double TICKS = 1000;
    private static final Set<String> KNOWN =
            Set.of("language", "locales", "profanityFilterMode", "diarization", "channels", "phraseList");

    /** The locale that a language alone stands for; the vendor takes locales only. */
    private static final Map<String, String> LOCALES = Map.ofEntries(
            Map.entry("ar", "ar-SA"),
            Map.entry("cs", "cs-CZ"),
            Map.entry("da", "da-DK"),
            Map.entry("de", "de-DE"),
            Map.entry("en", "en-US"),
            Map.entry("es", "es-ES"),
            Map.entry("fi", "fi-FI"),
            Map.entry("fr", "fr-FR"),
            Map.entry("he", "he-IL"),
            Map.entry("hi", "hi-IN"),
            Map.entry("id", "id-ID"),
            Map.entry("it", "it-IT"),
            Map.entry("ja", "ja-JP"),
            Map.entry("ko", "ko-KR"),
            Map.entry("nl", "nl-NL"),
            Map.entry("no", "nb-NO"),
            Map.entry("pl", "pl-PL"),
            Map.entry("pt", "pt-BR"),
            Map.entry("ru", "ru-RU"),
            Map.entry("sv", "sv-SE"),
            Map.entry("th", "th-TH"),
            Map.entry("tr", "tr-TR"),
            Map.entry("uk", "uk-UA"),
            Map.entry("vi", "vi-VN"),
            Map.entry("zh", "zh-CN"));

    private final Function<VendorError, LlmException> errors;

    AzureTranscripts(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        TranscriptRequest asked = TranscriptRequest.read(request, KNOWN);
        if (asked.english()) {
            throw new BadRequestException(ErrorDetail.of("model: " + target.model()
                            + " writes down what is said and does not translate it (expected: a deployment of Whisper)")
                    .withType("invalid_request_error")
                    .withParam("model"));
        }
        FormFile file = asked.file();
        VendorCall.Payload.Form form = new VendorCall.Payload.Form(
                List.of(new VendorCall.FormField("definition", definition(asked).toJson())),
                List.of(new FormFile("audio", file.name(), asked.mediaType(), file.bytes())));
        VendorCall call = new VendorCall("POST", endpoint(target), form, true);
        return new Plan(Progress.asking(call, answer -> reply(answer, asked)), asked.unsupportedBut(KNOWN));
    }

    @Override
    public Endpoint endpoint(Target target) {
        SpeechPlace place = SpeechPlace.of(target);
        String told = target.apiVersion();
        String version = told == null || told.isBlank() ? VERSION : told.strip();
        return new Endpoint(
                Origin.of(place.base().uri()), place.base().with(PATH) + "?api-version=" + version, Headers.EMPTY);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    @Override
    public Credentials credentials(Credentials own) {
        return new SpeechCredentials(own);
    }

    private static JsonObject definition(TranscriptRequest asked) {
        JsonObject.Builder definition = JsonObject.builder();
        String language = asked.language();
        if (language != null) {
            definition.put("locales", new JsonArray(List.of(new JsonString(locale(language)))));
        }
        return definition.build().merged(asked.others());
    }

    private static String locale(String language) {
        String locale = language.indexOf('-') > 0 ? language : LOCALES.get(language);
        if (locale == null) {
            throw new BadRequestException(ErrorDetail.of("language: \"" + language
                            + "\" (expected: a locale such as en-US, or nothing to have the language recognized)")
                    .withType("invalid_request_error")
                    .withParam("language"));
        }
        return locale;
    }

    private static ServiceReply reply(VendorAnswer answer, TranscriptRequest asked) {
        Field reply = Base64Speech.answer(answer.body());
        String text = reply.required("combinedPhrases").items().stream()
                .map(phrase -> phrase.requiredString("text"))
                .collect(Collectors.joining("\n"));
        List<Transcript.Word> words = new ArrayList<>();
        List<Transcript.Segment> segments = new ArrayList<>();
        String language = null;
        Field phrases = reply.member("phrases");
        for (Field phrase : phrases == null ? List.<Field>of() : phrases.items()) {
            language = language == null ? phrase.string("locale") : language;
            segments.add(new Transcript.Segment(phrase.requiredString("text"), start(phrase), end(phrase)));
            Field heard = phrase.member("words");
            for (Field word : heard == null ? List.<Field>of() : heard.items()) {
                words.add(new Transcript.Word(word.requiredString("text"), start(word), end(word), " "));
            }
        }
        Long millis = reply.integer("durationMilliseconds");
        Double seconds = millis == null ? null : millis / TICKS;
        return TranscriptReply.of(new Transcript(text, language, seconds, words, segments), asked);
    }

    private static double start(Field piece) {
        return piece.required("offsetMilliseconds").number() / TICKS;
    }

    private static double end(Field piece) {
        return start(piece) + piece.required("durationMilliseconds").number() / TICKS;
    }
}
