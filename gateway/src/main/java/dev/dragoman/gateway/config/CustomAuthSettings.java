package dev.dragoman.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Code of the operator's own that knows callers.
 *
 * @param type the name of its class; null for none
 * @param at where that was written; null for no class
 * @param mode how it goes together with keys
 * @param checked whether callers are held to what is known of their user, team and organization
 * @param code where code of the operator's own is, beside that of the gateway; null for nowhere else
 */
public record CustomAuthSettings(
        @Nullable String type,
        @Nullable Location at,
        Mode mode,
        boolean checked,
        @Nullable Path code) {

    /** None. */
    public static final CustomAuthSettings NONE = new CustomAuthSettings(null, null, Mode.ON, false, null);

    /** How such code goes together with keys. */
    public enum Mode {
        /** Nobody else knows callers. */
        ON,
        /** It is not asked. */
        OFF,
        /** Keys count for whom it does not know. */
        AUTO
    }
}
