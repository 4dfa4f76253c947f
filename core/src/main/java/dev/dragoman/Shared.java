package dev.dragoman;

/** The instance behind {@link Dragoman#completion(String, String)}, made when it is first needed. */
final class Shared {

    static final Dragoman INSTANCE = Dragoman.create();

    private Shared() {}
}
