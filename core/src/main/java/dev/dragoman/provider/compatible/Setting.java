package dev.dragoman.provider.compatible;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that an address or a header field uses: {@code setting key VARIABLE [value]}.
 *
 * @param key its configuration key
 * @param variable the environment variable that may hold it
 * @param standard its value when it is not set; null when it has none
 */
record Setting(String key, String variable, @Nullable String standard) {

    static Setting read(String text) {
        List<String> words = Words.of(text);
        return new Setting(words.get(0), words.get(1), words.size() > 2 ? words.get(2) : null);
    }
}
