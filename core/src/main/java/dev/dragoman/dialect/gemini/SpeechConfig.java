package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** {@code speechConfig}: the voice of spoken output. */
final class SpeechConfig {

    private static final String VOICE = "voiceConfig";
    private static final String PREBUILT = "prebuiltVoiceConfig";
    private static final String NAME = "voiceName";

    private SpeechConfig() {}

    /** The configuration of OpenAI's {@code audio}; null when it names no voice. */
    static @Nullable JsonObject write(JsonObject audio, Notes notes) {
        String format = audio.string("format");
        if (format != null && !format.equals("pcm16")) {
            notes.unsupported("audio.format");
        }
        JsonObject named = audio.object("voice");
        String voice = named == null ? audio.string("voice") : named.string("id");
        return voice == null
                ? null
                : JsonObject.of(
                        VOICE,
                        JsonObject.of(
                                PREBUILT, JsonObject.builder().put(NAME, voice).build()));
    }

    /** OpenAI's {@code audio}; null when the configuration says more than that has words for. */
    static @Nullable JsonObject read(JsonObject config) {
        JsonValue voice = only(config, VOICE);
        JsonValue prebuilt = voice instanceof JsonObject object ? only(object, PREBUILT) : null;
        JsonValue name = prebuilt instanceof JsonObject object ? only(object, NAME) : null;
        return name == null ? null : JsonObject.of("voice", name);
    }

    private static @Nullable JsonValue only(JsonObject object, String camel) {
        if (object.size() != 1) {
            return null;
        }
        String name = object.names().getFirst();
        return ProtoName.camel(name).equals(camel) ? object.get(name) : null;
    }
}
