/** IBM watsonx.ai: models and deployments of a project or space, by IBM Cloud's tokens or Cloud Pak's keys. */
@NullMarked
package dev.dragoman.provider.watsonx;

import org.jspecify.annotations.NullMarked;
