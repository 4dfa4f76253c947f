package dev.dragoman.provider.azure;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.Voices;
import dev.dragoman.provider.speech.Xml;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is spoken, in SSML. A text that is SSML already goes as it is.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-services/speech-service/speech-synthesis-markup-voice">Microsoft: SSML</a>
 */
final class AzureSsml {

    private static final String STANDARD_VOICE = "en-US-AriaNeural";

    private static final Voices VOICES = new Voices(Map.of(
            "alloy", "en-US-JennyNeural",
            "echo", "en-US-GuyNeural",
            "fable", "en-GB-RyanNeural",
            "onyx", "en-US-DavisNeural",
            "nova", "en-US-AmberNeural",
            "shimmer", "en-US-AriaNeural"));

    private AzureSsml() {}

    static String of(SpeechRequest asked) {
        return Formats.isSsml(asked.input()) ? asked.input() : written(asked);
    }

    private static String written(SpeechRequest asked) {
        String style = text(asked, "style");
        String degree = text(asked, "styledegree");
        String role = text(asked, "role");
        boolean expressive = style != null || degree != null || role != null;
        StringBuilder ssml = new StringBuilder("<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis'");
        if (expressive) {
            ssml.append(" xmlns:mstts='https://www.w3.org/2001/mstts'");
        }
        ssml.append(" xml:lang='en-US'><voice");
        attribute(ssml, "name", VOICES.of(asked.voiceName(), STANDARD_VOICE));
        attribute(ssml, "xml:lang", text(asked, "lang"));
        ssml.append('>');
        if (expressive) {
            ssml.append("<mstts:express-as");
            attribute(ssml, "style", style);
            attribute(ssml, "styledegree", degree);
            attribute(ssml, "role", role);
            ssml.append('>');
        }
        ssml.append("<prosody rate='").append(rate(asked.speed())).append("'>");
        ssml.append(Xml.escaped(asked.input())).append("</prosody>");
        return ssml.append(expressive ? "</mstts:express-as>" : "")
                .append("</voice></speak>")
                .toString();
    }

    private static void attribute(StringBuilder ssml, String name, @Nullable String value) {
        if (value != null) {
            ssml.append(' ')
                    .append(name)
                    .append("='")
                    .append(Xml.escaped(value))
                    .append('\'');
        }
    }

    /** The difference to the usual speed, in percent. */
    private static String rate(@Nullable Double speed) {
        long percent = speed == null ? 0 : Math.round((speed - 1) * 100);
        return (percent > 0 ? "+" : "") + percent + "%";
    }

    private static @Nullable String text(SpeechRequest asked, String name) {
        JsonValue value = asked.others().get(name);
        return switch (value) {
            case JsonString text -> text.value();
            case JsonNumber number -> number.literal();
            case null -> null;
            default -> throw Field.of(Field.Author.CLIENT, name, value).wrong("a text");
        };
    }
}
