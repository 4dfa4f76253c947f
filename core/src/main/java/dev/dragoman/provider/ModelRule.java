package dev.dragoman.provider;

/** Providers of one name that speak different dialects: the name of a model chooses among them. Pure. */
@FunctionalInterface
public interface ModelRule {

    /** The provider that serves the model. */
    Provider provider(String model);
}
