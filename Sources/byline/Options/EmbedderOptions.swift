import ArgumentParser
import Corpus
import Embedding
import Foundation
import Transport

/// Which embedder makes the vectors.
struct EmbedderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Base URL of an OpenAI-compatible embedder, such as http://127.0.0.1:11434/v1, instead of the encoder in this process. "
                + "Its key, if it wants one, is read from BYLINE_EMBEDDER_KEY or from the file in BYLINE_EMBEDDER_KEY_FILE.",
            valueName: "url"))
    var embedderURL: String?

    @Option(help: ArgumentHelp("The model to ask that embedder for.", valueName: "name"))
    var embedderModel: String?

    @Option(help: ArgumentHelp("Components of its vectors, where the model lets one choose.", valueName: "number"))
    var embedderDimension: Int?

    @Option(help: ArgumentHelp("Folder with model.safetensors and vocab.txt.", valueName: "folder"))
    var modelFolder: String?

    func validate() throws {
        if embedderURL == nil, embedderModel != nil || embedderDimension != nil {
            throw ValidationError("--embedder-model and --embedder-dimension go with --embedder-url.")
        }
        if embedderURL != nil, embedderModel == nil {
            throw ValidationError("--embedder-url needs --embedder-model: the name that the server knows the model by.")
        }
    }
}
