/** Exports into a real cluster of Hadoop: a NameNode and a DataNode, in processes that stop, die and freeze. */
@NullMarked
package io.colonnade.it.hdfs;

import org.jspecify.annotations.NullMarked;
