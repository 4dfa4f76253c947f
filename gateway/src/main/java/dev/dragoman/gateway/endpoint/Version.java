package dev.dragoman.gateway.endpoint;

/** The version of this gateway. */
public final class Version {

    /** As in the build. */
    public static final String CURRENT = "0.1.0";

    private Version() {}
}
