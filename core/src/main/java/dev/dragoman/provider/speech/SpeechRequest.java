package dev.dragoman.provider.speech;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ServiceRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speech that is asked for in OpenAI's form, of a vendor that has another.
 *
 * @param input the text to speak
 * @param voice the voice: a text, or an object as the vendor defines it; null when none is named
 * @param format the format asked for; null when none is
 * @param speed how fast, 1 being usual; null for that, or when not said
 * @param instructions how to speak; null when not said
 * @param others all further members, which are the vendor's own
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">OpenAI: Create speech</a>
 */
public record SpeechRequest(
        String input,
        @Nullable JsonValue voice,
        @Nullable String format,
        @Nullable Double speed,
        @Nullable String instructions,
        JsonObject others) {

    private static final double SLOWEST = 0.25;
    private static final double FASTEST = 4;
    private static final Set<String> READ = Set.of(
            "model",
            "input",
            "voice",
            "response_format",
            "speed",
            "instructions",
            "stream_format",
            "stream",
            "timeout");

    /**
     * What is asked for.
     *
     * @param understood which of {@code speed} and {@code instructions} the vendor has words for; another that is to be sent all the
     *     same counts as the vendor's own
     * @throws dev.dragoman.error.BadRequestException naming the member, its value and what was expected
     */
    public static SpeechRequest read(ServiceRequest request, Set<String> understood) {
        JsonBody body = request.body();
        Set<String> anyway = new HashSet<>(request.allowed());
        anyway.retainAll(Set.of("speed", "instructions"));
        anyway.removeAll(understood);
        String input = input(body);
        requireBytes(body);
        return new SpeechRequest(
                input,
                voice(body),
                text(body, "response_format"),
                anyway.contains("speed") ? null : speed(body),
                anyway.contains("instructions") ? null : text(body, "instructions"),
                others(body, anyway));
    }

    /** The name of the voice: a text, or the member of an object that names it; null when none is named. */
    public @Nullable String voiceName() {
        return switch (voice) {
            case JsonString name -> name.value();
            case JsonObject object -> firstOf(object, "id", "voice_id", "name");
            case null, default -> null;
        };
    }

    /** The voice as an object of the vendor's; null when it is none. */
    public @Nullable JsonObject voiceObject() {
        return voice instanceof JsonObject object ? object : null;
    }

    /** The speed as JSON; null when none is asked for. */
    public @Nullable JsonNumber speedValue() {
        return speed == null ? null : new JsonNumber(Numbers.shortest(speed));
    }

    /** The members of that name, to be sent as they are. */
    public JsonObject only(List<String> names) {
        JsonObject.Builder only = JsonObject.builder();
        names.forEach(name -> only.putIfPresent(name, others.get(name)));
        return only.build();
    }

    /** What was asked and is not among what the vendor has words for; its own members are taken to be known to it. */
    public List<String> untold(Set<String> understood) {
        List<String> untold = new ArrayList<>(0);
        if (speed != null && !understood.contains("speed")) {
            untold.add("speed");
        }
        if (instructions != null && !understood.contains("instructions")) {
            untold.add("instructions");
        }
        return untold;
    }

    /** The same of a vendor all of whose own members are known here. */
    public List<String> unsupportedBut(Set<String> known) {
        List<String> unsupported = untold(known);
        others.names().stream().filter(name -> !known.contains(name)).forEach(unsupported::add);
        return unsupported;
    }

    /** What is paid for where a vendor counts the characters. */
    public Usage characters() {
        return SpokenCharacters.of(input);
    }

    private static String input(JsonBody body) {
        JsonValue value = body.value("input");
        Field input = Field.of(Field.Author.CLIENT, "input", value == null ? new JsonString("") : value);
        String text = input.text();
        if (text.isBlank()) {
            throw input.wrong("a text to speak");
        }
        return text;
    }

    private static @Nullable JsonValue voice(JsonBody body) {
        JsonValue value = body.isNull("voice") ? null : body.value("voice");
        boolean named = value instanceof JsonString name && !name.value().isBlank();
        if (value != null && !named && !(value instanceof JsonObject)) {
            throw Field.of(Field.Author.CLIENT, "voice", value)
                    .wrong("the name of a voice, or an object that names one");
        }
        return value;
    }

    private static @Nullable String text(JsonBody body, String name) {
        Field field = member(body, name);
        return field == null ? null : field.text();
    }

    private static @Nullable Double speed(JsonBody body) {
        Field field = member(body, "speed");
        if (field == null) {
            return null;
        }
        double speed = field.number();
        if (speed < SLOWEST || speed > FASTEST) {
            throw field.wrong("a number from 0.25 to 4");
        }
        return speed == 1 ? null : speed;
    }

    /** Events of pieces of speech are OpenAI's own way. */
    private static void requireBytes(JsonBody body) {
        Field field = member(body, "stream_format");
        if (field != null && !field.text().equals("audio")) {
            throw field.wrong("audio; only OpenAI's models send speech as events");
        }
    }

    private static @Nullable Field member(JsonBody body, String name) {
        JsonValue value = body.isNull(name) ? null : body.value(name);
        return value == null ? null : Field.of(Field.Author.CLIENT, name, value);
    }

    private static @Nullable String firstOf(JsonObject object, String... names) {
        for (String name : names) {
            String value = object.string(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static JsonObject others(JsonBody body, Set<String> anyway) {
        JsonObject.Builder others = JsonObject.builder();
        for (String name : body.names()) {
            if ((!READ.contains(name) || anyway.contains(name)) && !body.isNull(name)) {
                others.putIfPresent(name, body.value(name));
            }
        }
        return others.build();
    }
}
