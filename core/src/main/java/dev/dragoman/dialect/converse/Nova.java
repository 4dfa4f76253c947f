package dev.dragoman.dialect.converse;

/** Amazon's own models, which have words of their own. */
final class Nova {

    private Nova() {}

    static boolean is(ConverseModel model) {
        return model.family() == ConverseModel.Family.NOVA || model.family() == ConverseModel.Family.NOVA_2;
    }
}
