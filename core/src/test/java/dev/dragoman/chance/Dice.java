package dev.dragoman.chance;

import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repeatable chance. */
public final class Dice {

    private static final String[] WORDS = {
        "a", "Zürich", "🏔", "line\nline", "\"quoted\"", "back\\slash", "\u0001", "?", "naïve ？", "0", "{", "tab\there"
    };

    private final SplittableRandom random;

    public Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean toss() {
        return random.nextBoolean();
    }

    @SafeVarargs
    public final <T> T one(T... choices) {
        return choices[below(choices.length)];
    }

    public <T> @Nullable T maybe(Supplier<T> value) {
        return toss() ? value.get() : null;
    }

    /** Up to so many values. */
    public <T> List<T> some(int most, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = below(most + 1); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    /** Text that begins and ends with a letter. */
    public String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = below(6); i > 0; i--) {
            text.append(one(WORDS)).append(' ');
        }
        return text.append('t').toString();
    }

    public JsonObject object() {
        JsonObject.Builder object = JsonObject.builder();
        for (int i = below(4); i > 0; i--) {
            object.put("k" + i, text());
        }
        return object.put("n", below(1000)).build();
    }
}
