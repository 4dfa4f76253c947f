package dev.dragoman.provider.speech;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's voices that stand for OpenAI's.
 *
 * @param byName the vendor's voice by OpenAI's name
 */
public record Voices(Map<String, String> byName) {

    public Voices {
        byName = Map.copyOf(byName);
    }

    /** The vendor's voice: the one that stands for the name, else the name itself; null when none is named. */
    public @Nullable String of(@Nullable String name) {
        return name == null ? null : byName.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    /** The same, with a voice to take when none is named. */
    public String of(@Nullable String name, String standard) {
        String voice = of(name);
        return voice == null ? standard : voice;
    }
}
