import QtQuick
import Look

// The title of a tall page with its second line.
Column {
    property real size: 84
    property real englishSize: size * 0.76
    property real secondSize: 38
    width: 960
    spacing: 2
    Words { objectName: "title"; width: parent.width; text: screen.view.title.text; size: Texts.language === "zh" ? parent.size : parent.englishSize; bold: true; lines: 1.2; wrapMode: Text.Wrap }
    Words { width: parent.width; visible: text !== ""; text: screen.view.title.second; size: parent.secondSize; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap }
}
