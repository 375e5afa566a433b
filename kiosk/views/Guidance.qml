import QtQuick
import Look

// What to bring for a service, and how it goes; to be printed.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property real edge: tall ? 60 : 352
    readonly property real wide: tall ? 960 : 904
    readonly property real grown: screen.view.is_large ? 1.2 : 1
    readonly property int lines: screen.view.papers.length + screen.view.steps.length
    readonly property real room: (tall ? 1690 - 136 - 24 - 400 : 776 - 118 - 24 - 24)
    // Long lists come smaller, never under what can be read.
    readonly property real size: Math.max(tall ? 28 : 20, Math.min((tall ? 42 : 28) * grown, room / Math.max(4, lines + 3) / 1.75))
    Title { visible: page.tall; x: 60; y: 176; size: 60; secondSize: 30 }
    Column {
        x: page.edge; y: page.tall ? 390 : 24; width: page.wide
        spacing: page.size * 0.3
        Repeater {
            model: [["aside.guide.papers", screen.view.papers, "check"], ["aside.guide.steps", screen.view.steps, "right"]]
            delegate: Column {
                id: part
                required property var modelData
                visible: modelData[1].length > 0
                width: page.wide
                spacing: page.size * 0.3
                Words { text: Texts.say(part.modelData[0]); size: page.size * 1.1; bold: true; lines: 1.4 }
                Repeater {
                    model: part.modelData[1]
                    delegate: Row {
                        id: line
                        required property string modelData
                        required property int index
                        width: page.wide
                        spacing: page.size * 0.5
                        Words { visible: part.modelData[2] === "right"; text: line.index + 1; size: page.size; bold: true; width: page.size; lines: 1.3 }
                        Icon { visible: part.modelData[2] === "check"; name: "check"; size: page.size; y: page.size * 0.18 }
                        Words { width: page.wide - 1.6 * page.size; text: line.modelData; size: page.size; wrapMode: Text.Wrap; lines: 1.3 }
                    }
                }
            }
        }
        Words { visible: text !== ""; width: page.wide; text: screen.view.note; size: page.size; bold: true; color: Theme.red; wrapMode: Text.Wrap }
    }
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton {}
    }
}
