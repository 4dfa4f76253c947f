package gate;

import org.jspecify.annotations.Nullable;

/** Uses what may be missing. */
public record NullUnsafe(@Nullable String value) {

    public int length() {
        return value.length();
    }
}
