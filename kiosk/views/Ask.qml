import QtQuick
import Look

// Who are you: what to do with a card or a code, and keys for every other way.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property real grown: screen.view.is_large ? 1.2 : 1
    readonly property var errand: screen.view.errand
    Title { visible: page.tall; x: 60; y: 196; size: page.grown > 1 ? 68 : 64; englishSize: 52 * page.grown; secondSize: 32 }
    Repeater {
        id: anyGuide
        model: screen.view.guides
        delegate: GuidePanel { tall: page.tall }
    }
    Words {
        visible: text !== ""
        x: page.tall ? 60 : 352; y: page.tall ? (anyGuide.count ? 1030 : 440) : (anyGuide.count ? 440 : 60)
        width: page.tall ? 960 : 904
        text: page.errand.lead.text
        size: (page.tall ? 40 : 28) * page.grown; bold: true; color: Theme.red; wrapMode: Text.Wrap; lines: 1.3
    }
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton { mostLines: page.grown > 1 && Texts.language !== "zh" ? 2 : 1 }
    }
}
