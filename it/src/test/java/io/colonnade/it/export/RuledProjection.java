package io.colonnade.it.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Projections of the 25 nations and of the orders' comments that differ in their rules alone. */
final class RuledProjection {
    private RuledProjection() {}

    /** Writes one, with whatever keys of a projection beside its batches. */
    static void write(Path directory, String name, String rules) throws IOException {
        Files.writeString(directory.resolve(name + ".yaml"), """
                projection: %s
                version: 1.2.3
                source: tpch
                %s
                batches:
                  nations:
                    from: nation
                    key: [id]
                    columns:
                      id:     {type: int32, nullable: false, from: n_nationkey}
                      region: {type: int32, nullable: false, from: n_regionkey}
                      name:   {type: string, nullable: false, from: n_name}
                  comments:
                    from: orders
                    key: [id]
                    columns:
                      id:   {type: int64, nullable: false, from: o_orderkey}
                      text: {type: string, nullable: false, from: o_comment}
                """.formatted(name, rules));
    }
}
