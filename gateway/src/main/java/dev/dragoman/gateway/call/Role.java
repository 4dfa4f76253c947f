package dev.dragoman.gateway.call;

import org.jspecify.annotations.Nullable;

/** What somebody may do in the whole gateway; what they may do in a team or an organization is said by their membership. */
public enum Role {
    /** Everything. */
    PROXY_ADMIN("proxy_admin"),
    /** Look at everything, and change nothing. */
    PROXY_ADMIN_VIEWER("proxy_admin_viewer"),
    /** Have keys of their own, and what their teams allow. */
    INTERNAL_USER("internal_user"),
    /** Look at what is their own. */
    INTERNAL_USER_VIEWER("internal_user_viewer"),
    /** Nobody in particular: a key of no user, or of one who has no role. */
    NONE("");

    private final String value;

    Role(String value) {
        this.value = value;
    }

    /** The role as the API writes it; empty for none. */
    public String value() {
        return value;
    }

    /** Whether everything may be looked at. */
    public boolean seesAll() {
        return this == PROXY_ADMIN || this == PROXY_ADMIN_VIEWER;
    }

    /** The role of that name; as in LiteLLM any other text stands for an internal user, and none for nobody in particular. */
    public static Role of(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return NONE;
        }
        for (Role role : values()) {
            if (role.value.equals(value)) {
                return role;
            }
        }
        return INTERNAL_USER;
    }

    /** The role of exactly that name; null when there is none. */
    public static @Nullable Role named(String value) {
        Role role = of(value);
        return role.value.equals(value) && role != NONE ? role : null;
    }
}
