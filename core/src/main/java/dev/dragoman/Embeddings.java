package dev.dragoman;

import dev.dragoman.dialect.Field;
import dev.dragoman.http.Cancellation;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallAnswer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Texts as vectors.
 *
 * @param vectors one for each text, in order
 * @param usage the tokens consumed
 * @param by who answered
 * @param json the whole answer in OpenAI's form
 */
public record Embeddings(List<float[]> vectors, Usage usage, AnsweredBy by, JsonObject json) {

    public Embeddings {
        vectors = List.copyOf(vectors);
    }

    static Embeddings read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        CallAnswer.Whole whole = Wholes.whole(answer);
        Field json = Wholes.json(whole);
        List<float[]> vectors = new ArrayList<>();
        for (Field item : json.required("data").items()) {
            vectors.add(vector(item.required("embedding")));
        }
        return new Embeddings(vectors, whole.usage(), by, json.object());
    }

    /** Numbers, or what they are as bytes in base64. */
    private static float[] vector(Field field) {
        return field.isText() ? decoded(field) : numbers(field);
    }

    private static float[] numbers(Field field) {
        List<Field> items = field.items();
        float[] vector = new float[items.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) items.get(i).number();
        }
        return vector;
    }

    private static float[] decoded(Field field) {
        try {
            byte[] bytes = Base64.getDecoder().decode(field.text());
            float[] vector = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            return vector;
        } catch (IllegalArgumentException noBase64) {
            throw field.wrong("numbers, or floats in base64");
        }
    }
}
