import QtQuick
import Look

// One thing to look at and say yes to: a booking found, to be made, made, or what went wrong.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property real grown: screen.view.is_large ? 1.2 : 1
    readonly property var errand: screen.view.errand
    readonly property color tone: errand.is_lead_trouble ? Theme.red : Theme.ink

    Column {
        x: page.errand.x; width: page.errand.w
        y: page.tall ? 300 : Math.max(40, page.errand.y + (page.errand.h - implicitHeight) / 2)
        spacing: page.tall ? 34 : 12
        Icon { visible: page.errand.icon !== "" && (page.tall || lines.count < 3); x: -0.08 * size; name: page.errand.icon; size: page.tall ? 130 : 76; color: page.tone }
        Column {
            width: parent.width
            Words {
                objectName: "title"
                width: parent.width; text: screen.view.title.text; bold: true; wrapMode: Text.Wrap; lines: 1.25
                size: (page.tall ? (Texts.language === "zh" ? 68 : 56) : (Texts.language === "zh" ? 38 : 34)) * page.grown; color: page.tone
            }
            Words { width: parent.width; visible: text !== ""; text: screen.view.title.second; size: page.tall ? 30 : 20; color: Theme.ink2; wrapMode: Text.Wrap; lines: 1.3 }
        }
        Line { visible: lines.count > 0 || page.errand.note.text !== ""; width: parent.width }
        Column {
            visible: page.errand.big !== ""
            width: parent.width
            Words { text: page.errand.big_label; size: (page.tall ? 30 : 20) * page.grown; color: Theme.ink2 }
            NumberText { objectName: "big"; text: page.errand.big; wanted: page.tall ? 132 : 76; room: parent.width }
        }
        Column {
            width: parent.width
            spacing: page.tall ? 16 : 4
            Repeater {
                id: lines
                model: screen.view.details
                delegate: Item {
                    required property var row
                    width: parent.width; height: text.height
                    Words { id: label; width: (page.tall ? 190 : 150) * page.grown; text: row.label; size: (page.tall ? 32 : 20) * page.grown; color: Theme.ink2; anchors.baseline: text.baseline }
                    Words { id: text; x: label.width; width: parent.width - x; text: row.text; size: (page.tall ? 50 : 30) * page.grown; bold: true; wrapMode: Text.Wrap; lines: 1.3; maximumLineCount: 2; elide: Text.ElideRight }
                }
            }
        }
        Column {
            visible: page.errand.note.text !== ""
            width: parent.width
            Words { width: parent.width; objectName: "note"; text: page.errand.note.text; size: (page.tall ? 42 : 26) * page.grown; wrapMode: Text.Wrap; lines: 1.35 }
            Words { width: parent.width; visible: text !== ""; text: page.errand.note.second; size: page.tall ? 28 : 18; color: Theme.ink2; wrapMode: Text.Wrap; lines: 1.3 }
        }
    }
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton { mostLines: page.grown > 1 && Texts.language !== "zh" ? 2 : 1 }
    }
}
