package dev.dragoman.provider.compatible;

import dev.dragoman.provider.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's name says about where it is and how the body names it.
 *
 * @param base the base address as a template; null when there is none
 * @param path the path as a template
 * @param model the name in the body
 * @param parts what the placeholders of the name's form stand for
 */
record Naming(@Nullable String base, String path, String model, Map<String, String> parts) {

    static Naming of(Row row, Target target) {
        boolean elsewhere = target.apiBase() != null && !target.apiBase().isBlank();
        for (ModelForm form : row.forms) {
            Map<String, String> parts = form.match(target.model());
            // A form that leads to another address means nothing at the operator's own.
            if (parts != null && !(elsewhere && form.base() != null)) {
                return of(row, form, target.model(), parts);
            }
        }
        return new Naming(row.base, row.path, target.model(), Map.of());
    }

    private static Naming of(Row row, ModelForm form, String model, Map<String, String> parts) {
        String path = form.path() == null ? row.path : form.path();
        String name = form.name() == null ? model : Template.filled(form.name(), key -> parts.getOrDefault(key, ""));
        return new Naming(form.base() == null ? row.base : form.base(), path, name, parts);
    }
}
