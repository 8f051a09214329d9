/// Small words and letters that give away a language in Latin script.
enum FunctionWords {
    static let languages = profiles.map(\.language)

    /// Word to the indices of the languages that have it.
    static let byWord: [String: [Int]] = {
        var index: [String: [Int]] = [:]
        for (number, profile) in profiles.enumerated() {
            for word in Set(profile.words.split(whereSeparator: \.isWhitespace)) {
                index[String(word), default: []].append(number)
            }
        }
        return index
    }()

    /// Letters beyond ASCII, lower-case.
    static let byLetter: [Unicode.Scalar: [Int]] = {
        var index: [Unicode.Scalar: [Int]] = [:]
        for (number, profile) in profiles.enumerated() {
            for letter in profile.letters.unicodeScalars { index[letter, default: []].append(number) }
        }
        return index
    }()

    private static let profiles: [(language: String, words: String, letters: String)] = [
        (
            "en",
            """
            the of and to in is that it was for on with as at by from this be are his her they their have has had not
            but were which who will would said an or been its more about after than when into could also there what
            """, ""
        ),
        (
            "de",
            """
            der die das und den dem des ein eine einen einem einer ist nicht mit von zu im auf für sich auch als es an
            werden aus bei nach wird sind noch wie über einen hat oder aber vor zur bis war sie er ich durch sein
            """, "äöüß"
        ),
        (
            "fr",
            """
            le la les des et un une du en est que qui dans pour pas par sur au aux avec ce cette il elle ont sont plus
            ne se son ses leur été mais ou nous vous je qu sa être fait aussi comme après
            """, "éèêàçùûîôœë"
        ),
        (
            "es",
            """
            el la los las de y un una en que es del por con para no se su sus al lo como más pero ha fue son este esta
            también han sobre entre cuando muy sin ya desde todo nos porque hay dos años
            """, "ñáéíóú"
        ),
        (
            "pt",
            """
            o a os as de e um uma em que é do da dos das no na nos nas por com para não se ao mais mas foi são pelo pela
            como também seu sua ou já está tem quando muito ser depois até sem anos
            """, "ãõçáéíóúâêô"
        ),
        (
            "it",
            """
            il lo la i gli le di e un una in che è del della dei delle nel nella per con non si al alla da dal sono
            anche come più ma ha stato questo questa ed suo loro dopo hanno essere tra su
            """, "àèéìòù"
        ),
        (
            "nl",
            """
            de het een en van in is dat op te zijn met voor niet aan er die om ook als bij naar uit maar dan nog wordt
            door over hij werd heeft hun zich tot deze meer ze geen kan hebben
            """, "ë"
        ),
        (
            "sv",
            """
            och att det i en som på är av för med till den har inte om ett han men var sig från vi så kan hon de efter
            vid eller när ska under också bli där mot
            """, "åäö"
        ),
        (
            "da",
            """
            og at det i en som på er af for med til den har ikke om et han men var sig fra vi så kan hun de efter ved
            eller når skal under også blive hvor blev mod nogle meget
            """, "æøå"
        ),
        (
            "nb",
            """
            og at det i en som på er av for med til den har ikke om et han men var seg fra vi så kan hun de etter ved
            eller når skal under også bli hvor ble mot noen mye ei
            """, "æøå"
        ),
        (
            "pl",
            """
            i w na z nie się do to że jest o jak za od po przez dla ale co są tym był było oraz który która które ich
            jego być może także już tego
            """, "ąćęłńśźżó"
        ),
        (
            "cs",
            """
            a v na se je že z s do o k i to pro za ve ale jako by po který která jsou jeho od při byl bylo také podle
            nebo už jen však která
            """, "áčďěéíňřšťúůýž"
        ),
        (
            "fi",
            """
            ja on ei se että oli hän mutta kun myös joka ovat tai sen mukaan kuin jo vain voi ole olla mitä sekä nyt
            jos niin vuoden ollut
            """, "äö"
        ),
        (
            "hu",
            """
            a az és hogy nem is egy ez volt de csak meg már van el ha mint még vagy azt ki lesz szerint után kell ezt
            minden lehet
            """, "áéíóöőúüű"
        ),
        (
            "ro",
            """
            și în de la a cu pe nu că din o un este care pentru mai au fost sau dar prin ce după se al ale sunt fi ca
            între
            """, "ăâîșțşţ"
        ),
        (
            "tr",
            """
            ve bir bu da de için ile olarak çok daha olan gibi ne ama en kadar sonra o var ise değil her olduğu ki
            göre
            """, "çğışöü"
        ),
        (
            "id",
            """
            yang dan di dengan untuk ini itu dari dalam tidak akan pada ke oleh juga adalah sebagai telah kata saya
            bisa mereka ada karena
            """, ""
        ),
    ]
}
