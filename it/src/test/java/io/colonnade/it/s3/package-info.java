/** Exports into a real S3 server, in the JVM of the tests, and over a network that loses requests and answers. */
@NullMarked
package io.colonnade.it.s3;

import org.jspecify.annotations.NullMarked;
