package dev.dragoman.gateway.batch;

import java.util.List;

/**
 * What an id tells.
 *
 * @param kind what it is the id of
 * @param provider the provider's name
 * @param deployment the deployment's id
 * @param group the public name of the model; empty when the client named the provider
 * @param model the model as the provider names it
 * @param name the name of the file or the batch in the store
 * @param job the vendor's id of the job; empty for a file that was uploaded
 * @param owner whose it is
 */
record KeptId(
        Kind kind,
        String provider,
        String deployment,
        String group,
        String model,
        String name,
        String job,
        String owner) {

    private static final String SEPARATOR = "\n";
    private static final int PARTS = 8;

    /** What there are ids of. */
    enum Kind {
        FILE,
        OUTPUT,
        ERRORS,
        BATCH
    }

    /** The id of something at a place. */
    static KeptId of(Kind kind, Place place, String name, String job, String owner) {
        return new KeptId(
                kind,
                place.provider(),
                place.deployment().id(),
                place.group(),
                place.target().model(),
                name,
                job,
                owner);
    }

    /** The same batch's file of another kind, or the batch of a file. */
    KeptId as(Kind other) {
        return new KeptId(other, provider, deployment, group, model, name, job, owner);
    }

    /** The same of another job. */
    KeptId of(String otherName, String otherJob) {
        return new KeptId(kind, provider, deployment, group, model, otherName, otherJob, owner);
    }

    String text() {
        return String.join(SEPARATOR, List.of(kind.name(), provider, deployment, group, model, name, job, owner));
    }

    static KeptId of(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("no id of this form");
        }
        return new KeptId(Kind.valueOf(parts[0]), parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]);
    }
}
