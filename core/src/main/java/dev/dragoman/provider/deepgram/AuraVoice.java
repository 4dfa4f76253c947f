package dev.dragoman.provider.deepgram;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.speech.Voices;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deepgram's models of speech are voices: family, name and language, as in {@code aura-2-thalia-en}. Of a model that names its
 * voice OpenAI's voices mean that voice, since OpenAI's clients must name one; any other name goes in its place.
 *
 * @see <a href="https://developers.deepgram.com/docs/tts-models">Deepgram: Voices and languages</a>
 */
final class AuraVoice {

    private static final Voices VOICES = new Voices(Map.ofEntries(
            Map.entry("alloy", "thalia"),
            Map.entry("ash", "arcas"),
            Map.entry("ballad", "orpheus"),
            Map.entry("cedar", "zeus"),
            Map.entry("coral", "helena"),
            Map.entry("echo", "orion"),
            Map.entry("fable", "draco"),
            Map.entry("marin", "athena"),
            Map.entry("nova", "luna"),
            Map.entry("onyx", "apollo"),
            Map.entry("sage", "iris"),
            Map.entry("shimmer", "asteria"),
            Map.entry("verse", "hermes")));

    private AuraVoice() {}

    /** The vendor's model. */
    static String model(String model, @Nullable String voice) {
        String name = voice == null ? "" : voice.toLowerCase(Locale.ROOT);
        if (name.startsWith("aura-")) {
            return name;
        }
        boolean named = hasVoice(model);
        if (named) {
            return name.isEmpty() || VOICES.byName().containsKey(name) ? model : replaced(model, name);
        }
        if (name.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of(
                            "voice: missing, and the model " + model + " names none (expected: a voice such as thalia)")
                    .withType("invalid_request_error")
                    .withParam("voice"));
        }
        return model + "-" + VOICES.of(name) + "-en";
    }

    /** Whether a name follows the family, which may end with its generation. */
    private static boolean hasVoice(String model) {
        return model.indexOf('-', family(model)) > 0;
    }

    private static String replaced(String model, String voice) {
        int family = family(model);
        int end = model.indexOf('-', family + 1);
        return model.substring(0, family) + "-" + voice + (end < 0 ? "-en" : model.substring(end));
    }

    /** Where the family ends. */
    private static int family(String model) {
        int first = model.indexOf('-');
        boolean numbered = first > 0 && first + 1 < model.length() && Character.isDigit(model.charAt(first + 1));
        int second = numbered ? model.indexOf('-', first + 1) : first;
        return second < 0 ? model.length() : second;
    }
}
