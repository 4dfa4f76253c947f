package dev.dragoman.gateway.realtime;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import org.jspecify.annotations.Nullable;

/**
 * The session's model under its two names; all other bytes of an event stay as they are.
 *
 * @param known as clients know it
 * @param real as the vendor knows it
 */
record SessionModel(String known, String real) {

    private static final String SESSION = "session";
    private static final String MODEL = "model";

    /** A client's event as the vendor understands it. */
    Slice toVendor(Slice event) {
        return renamed(event, known, real);
    }

    /** A vendor's event as the client understands it. */
    Slice toClient(Slice event) {
        return renamed(event, null, known);
    }

    /** The model that writes down what is said, in an event that tells the session; null when it tells none. */
    static @Nullable String transcribing(Slice event) {
        JsonObject session = object(event);
        JsonObject inner = session == null ? null : session.object(SESSION);
        if (inner == null) {
            return null;
        }
        JsonObject audio = inner.object("audio");
        JsonObject input = audio == null ? null : audio.object("input");
        JsonObject told = input == null ? inner.object("input_audio_transcription") : input.object("transcription");
        return told == null ? null : told.string(MODEL);
    }

    private static Slice renamed(Slice event, @Nullable String only, String to) {
        try {
            JsonBody outer = JsonBody.parse(event, KeyWatch.NONE);
            Slice session = outer.raw(SESSION);
            if (session == null || session.array()[session.offset()] != '{') {
                return event;
            }
            JsonBody inner = JsonBody.parse(session, KeyWatch.NONE);
            String model = inner.string(MODEL);
            if (model == null || model.equals(to) || only != null && !only.equals(model)) {
                return event;
            }
            Slice renamed =
                    Slice.of(inner.with(MODEL, new JsonString(to)).toBody().toBytes());
            return Slice.of(outer.with(SESSION, renamed).toBody().toBytes());
        } catch (JsonSyntaxException theOthersToTell) {
            return event;
        }
    }

    private static @Nullable JsonObject object(Slice event) {
        try {
            return JsonBody.parse(event, KeyWatch.NONE).toObject();
        } catch (JsonSyntaxException noJson) {
            return null;
        }
    }
}
