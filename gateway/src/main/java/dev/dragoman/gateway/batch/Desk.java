package dev.dragoman.gateway.batch;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.gateway.web.Offload;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.provider.Shelf;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.BatchExchange;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What files and batches have in common: places, stores, and limits. Thread-safe.
 *
 * @param openai the dialect of clients
 * @param directory where files are kept for vendors that keep none
 * @param timeout how long a vendor may take to begin its answer
 * @param idle the longest silence between two pieces of it
 */
record Desk(
        Dialect openai,
        BatchPlaces places,
        BatchExchange exchange,
        KeptIds ids,
        Path directory,
        Offload offload,
        Supplier<Duration> timeout,
        Supplier<Duration> idle,
        InstantSource clock,
        LongSupplier nanoClock) {

    /** The place for a public name. */
    Place group(String name) {
        if (name.indexOf(',') >= 0) {
            throw Wrong.field(
                    "target_model_names",
                    "target_model_names: \"" + Wrong.shown(name)
                            + "\" (expected: one name, for a file is for one model)");
        }
        for (Deployment deployment : places.group(name)) {
            if (Place.service(deployment) != null) {
                return checked(new Place(deployment, name));
            }
        }
        throw Wrong.field(
                "target_model_names",
                "target_model_names: \"" + Wrong.shown(name)
                        + "\" (expected: a model of anthropic, vertex_ai with Gemini or Claude, or bedrock)");
    }

    /** The place for a provider's model; a public name of the configuration at that provider goes first. */
    Place at(String provider, String model) {
        for (Deployment deployment : places.group(model)) {
            if (deployment.provider().name().equals(provider)) {
                return checked(new Place(deployment, model));
            }
        }
        String prefix = provider + "/";
        String own = model.startsWith(prefix) ? model.substring(prefix.length()) : model;
        return checked(new Place(found(provider, own), ""));
    }

    /** A provider's place for lists, whatever the model. */
    Place anyModel(String provider) {
        return new Place(found(provider, "pass-through"), "");
    }

    /** Where something is that has an id. */
    Place of(KeptId id) {
        if (id.group().isEmpty()) {
            return checked(new Place(found(id.provider(), id.model()), ""));
        }
        Deployment deployment = places.find(id.deployment(), id.group());
        if (deployment == null) {
            throw Wrong.field(
                    "id",
                    "id: of something at a deployment of model " + Wrong.shown(id.group())
                            + " that is not in the configuration any more");
        }
        return checked(new Place(deployment, id.group()));
    }

    private Deployment found(String provider, String model) {
        try {
            return places.at(provider, model);
        } catch (IllegalArgumentException wrong) {
            throw Wrong.place(wrong);
        }
    }

    private static Place checked(Place place) {
        try {
            place.service().require(place.target());
            return place;
        } catch (IllegalArgumentException wrong) {
            throw Wrong.place(wrong);
        }
    }

    /** Where a place's files are kept. */
    FileStorage store(Place place, Cancellation cancellation) {
        return store(place, shelf(place, false), cancellation);
    }

    /** Where a place's results are written. */
    FileStorage results(Place place, Cancellation cancellation) {
        return store(place, shelf(place, true), cancellation);
    }

    private static @Nullable Shelf shelf(Place place, boolean ofResults) {
        try {
            return ofResults
                    ? place.service().results(place.target())
                    : place.service().shelf(place.target());
        } catch (IllegalArgumentException wrong) {
            throw Wrong.place(wrong);
        }
    }

    private FileStorage store(Place place, @Nullable Shelf shelf, Cancellation cancellation) {
        return shelf == null
                ? new DiskStorage(directory.resolve(place.provider()), offload)
                : new ShelfStorage(shelf, place.deployment(), exchange, attempt(place, cancellation));
    }

    /** The limits of one exchange. */
    Attempt attempt(Place place, Cancellation cancellation) {
        return attempt(place, place.deployment().policy(), cancellation);
    }

    /** The circumstances of a line, which may say something about its own parameters. */
    Attempt attempt(Place place, CallOptions options, Cancellation cancellation) {
        ParameterPolicy own = place.deployment().policy();
        ParameterPolicy policy = new ParameterPolicy(
                options.drop() == null ? own.drop() : options.drop(),
                joined(own.additionalDrops(), options.additionalDrops()),
                joined(own.allowed(), options.allowed()));
        return attempt(place, policy, cancellation);
    }

    private Attempt attempt(Place place, ParameterPolicy policy, Cancellation cancellation) {
        Duration limit = timeout.get();
        Deadline head = limit.isZero() ? Deadline.NONE : Deadline.after(limit, nanoClock.getAsLong());
        return new Attempt(
                new ReplyFrame("", place.target().model(), 0, false, false),
                policy,
                Headers.EMPTY,
                new Timeouts(Deadline.NONE, head, idle.get()),
                cancellation);
    }

    /** The time in Unix seconds. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
