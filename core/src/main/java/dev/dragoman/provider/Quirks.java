package dev.dragoman.provider;

import dev.dragoman.json.JsonBody;

/** Where a provider or one of its models departs from its dialect: renamed, missing or limited parameters. Pure. */
@FunctionalInterface
public interface Quirks {

    /** No departures. */
    Quirks NONE = (body, target) -> Adjusted.unchanged(body);

    /** The body as this provider takes it. */
    Adjusted adjust(JsonBody body, Target target);
}
