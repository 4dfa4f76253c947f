package dev.dragoman.provider.compatible;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.ServiceForm;

/**
 * A form that some models have in place of the usual one.
 *
 * @param prefix how the names of these models begin
 * @param own their form
 * @param usual that of all others
 */
record FormOfModel(String prefix, ServiceForm own, ServiceForm usual) implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        return (asked.model().startsWith(prefix) ? own : usual).write(asked);
    }
}
