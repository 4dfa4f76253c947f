package dev.dragoman.provider;

/** Base address, path per operation and model, and fixed headers of a provider. Pure; results are kept by the caller. */
@FunctionalInterface
public interface Address {

    /**
     * The endpoint of an operation.
     *
     * @throws IllegalArgumentException saying which setting is missing or wrong, and what was expected
     */
    Endpoint endpoint(Operation operation, Target target, boolean stream);

    /** What to throw for an operation that has no place at this address. */
    static IllegalArgumentException without(Operation operation, String title) {
        return new IllegalArgumentException(title + " offers no " + operation.title());
    }
}
