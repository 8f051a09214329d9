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

    @Option(
        help: ArgumentHelp(
            "Folder of the encoder in this process: all-MiniLM-L6-v2 (model.safetensors and vocab.txt), or any model of the BERT "
                + "family (BGE, E5, GTE, MiniLM) as Hugging Face lays it out, with its config.json.",
            valueName: "folder"))
    var modelFolder: String?

    @Option(
        help: ArgumentHelp(
            "What the model wants to stand before a question, such as 'query: '; by default what its folder says.",
            valueName: "text"))
    var queryPrefix: String?

    @Option(
        help: ArgumentHelp(
            "What it wants to stand before a passage, such as 'passage: '; by default what its folder says.",
            valueName: "text"))
    var passagePrefix: String?

    func validate() throws {
        if embedderURL == nil, embedderModel != nil || embedderDimension != nil {
            throw ValidationError("--embedder-model and --embedder-dimension go with --embedder-url.")
        }
        if embedderURL != nil, embedderModel == nil {
            throw ValidationError("--embedder-url needs --embedder-model: the name that the server knows the model by.")
        }
    }
}
