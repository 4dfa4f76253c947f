package dev.dragoman.dialect.gemini;

import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How closely to look at an image: {@code detail} elsewhere, {@code MEDIA_RESOLUTION_...} here. */
final class Resolution {

    private static final String PREFIX = "MEDIA_RESOLUTION_";
    private static final List<String> RISING = List.of("low", "medium", "high", "ultra_high");

    private Resolution() {}

    /** The level of one image; null for the vendor's default. */
    static @Nullable String level(@Nullable String detail) {
        return detail != null && RISING.contains(detail) ? PREFIX + detail.toUpperCase(Locale.ROOT) : null;
    }

    /** The detail of a level; null when it says nothing. */
    static @Nullable String detail(@Nullable String level) {
        if (level == null || !level.startsWith(PREFIX)) {
            return null;
        }
        String detail = level.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        return RISING.contains(detail) ? detail : null;
    }

    /** The highest level any image asks for, for models that have one level for all; null when none asks. */
    static @Nullable String highest(ChatRequest request) {
        int highest = -1;
        for (Message message : request.messages()) {
            for (Part part : message.parts()) {
                if (part instanceof Part.Image image && image.detail() != null) {
                    highest = Math.max(highest, RISING.indexOf(image.detail()));
                }
            }
        }
        return highest < 0 ? null : level(RISING.get(Math.min(highest, 2)));
    }
}
