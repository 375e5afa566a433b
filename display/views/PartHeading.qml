import QtQuick
import Look

// What a part is, small above it, in both languages; at the right which page of it is shown.
Item {
    id: heading
    property string key
    property string page
    property real inset: 0
    property real size: width > 900 && height > 50 ? 30 : 28
    height: 48

    Words {
        id: first
        x: heading.inset
        text: heading.key === "" ? "" : Texts.say(heading.key)
        size: heading.size; lines: 1.5; y: -size * 0.15; color: Theme.ash
    }
    Words {
        anchors.left: first.right
        anchors.leftMargin: 10
        anchors.baseline: first.baseline
        text: heading.key === "" ? "" : Texts.other(heading.key)
        size: heading.size - 4; lines: 1.5; color: Theme.ash
    }
    Words {
        visible: text !== ""
        anchors.right: parent.right
        anchors.baseline: first.baseline
        text: heading.page
        size: 26; color: Theme.ash
    }
}
