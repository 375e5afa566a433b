import QtQuick
import Look

// The screenful before, which of how many, the next one.
Item {
    id: turning
    readonly property var pager: screen.view.pager
    readonly property bool large: screen.view.is_large
    readonly property real key: width > 700 ? (large ? 300 : 252) : 160
    readonly property real words: large ? 44 : height < 120 ? 30 : 32
    // Beside a key there is no room for a sign and large words.
    readonly property bool wordsAlone: large && width <= 700
    visible: pager.pages > 1
    x: pager.x; y: pager.y; width: pager.w; height: pager.h
    TouchButton {
        objectName: "page-before"
        width: turning.key; height: parent.height
        kind: "quiet"; icon: turning.wordsAlone ? "" : "left"; isReady: turning.pager.page > 1
        size: turning.words; secondSize: 22; iconSize: turning.large ? 48 : 40; gap: 18
        text: Texts.say(turning.key > 200 ? "bar.before" : "bar.before.short"); second: turning.large ? "" : Texts.other(turning.key > 200 ? "bar.before" : "bar.before.short")
        onTouched: screen.turn_back()
    }
    Words {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * font.pixelSize
        objectName: "page-of"
        text: Texts.say("bar.page", { page: turning.pager.page, pages: turning.pager.pages })
        size: turning.large ? 54 : 40; bold: true; lines: 1.2
    }
    TouchButton {
        objectName: "next-page"
        x: parent.width - width; width: turning.key; height: parent.height
        kind: "ink"; icon: turning.wordsAlone ? "" : "right"; isIconLast: true; isReady: turning.pager.page < turning.pager.pages
        size: turning.words; secondSize: 22; iconSize: turning.large ? 48 : 40; gap: 18
        text: Texts.say(turning.key > 200 ? "bar.more" : "bar.more.short"); second: turning.large ? "" : Texts.other(turning.key > 200 ? "bar.more" : "bar.more.short")
        onTouched: screen.turn()
    }
}
