package dev.dragoman.provider.watsonx;

/**
 * A model, or a deployment of one: {@code deployment/<id>}.
 *
 * @param id its name
 * @param deployed whether it is a deployment, which is named by the address and belongs to a space of its own
 */
record WatsonxModel(String id, boolean deployed) {

    private static final String DEPLOYMENT = "deployment/";

    static WatsonxModel of(String model) {
        return model.startsWith(DEPLOYMENT)
                ? new WatsonxModel(model.substring(DEPLOYMENT.length()), true)
                : new WatsonxModel(model, false);
    }
}
