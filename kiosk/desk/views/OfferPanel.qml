import QtQuick
import Look

// Giving a ticket for somebody: service, class, where it is printed, in which language.
Item {
    id: panel
    readonly property var view: screen.view
    function open() { field.open() }

    Words { id: title; y: 6; text: panel.view.offer_title; size: 24; bold: true; lines: 1.2 }
    Field {
        id: field
        objectName: "offerField"
        anchors.right: parent.right
        width: Texts.language === "en" ? 208 : 240; height: 40; size: 18; asksSize: 15; most: 40
        typed: panel.view.typed_service; asks: panel.view.offer_asks
        onEdited: text => screen.type_service(text)
        onAccepted: screen.confirm_offer()
        Keys.onPressed: event => event.accepted = event.key === Qt.Key_Up || event.key === Qt.Key_Down || event.key === Qt.Key_Escape ? screen.key(event.key, event.modifiers, "", false) : false
    }
    Flickable {
        id: shelf
        y: 56
        width: parent.width
        height: 376
        clip: true
        contentHeight: grid.height
        boundsBehavior: Flickable.StopAtBounds
        Grid {
            id: grid
            columns: 2
            columnSpacing: 8
            rowSpacing: 8
            Repeater {
                model: panel.view.tiles
                delegate: OfferTile {
                    required property var row
                    required property int index
                    given: row; place: index
                    width: 190; height: 56
                    onBorderWidthChanged: if (row.is_pointed) shelf.show(y, height)
                }
            }
        }
        function show(top, size) {
            if (top < contentY) contentY = top
            else if (top + size > contentY + height) contentY = top + size - height
        }
    }
    Rectangle {
        // How much more there is, where the tiles go on below.
        visible: shelf.contentHeight > shelf.height
        x: parent.width + 6; width: 4; radius: 2
        y: shelf.y + shelf.height * shelf.contentY / Math.max(1, shelf.contentHeight)
        height: shelf.height * shelf.height / Math.max(1, shelf.contentHeight)
        color: Theme.edge
    }
    Grid {
        id: classes
        y: 444
        readonly property int count: repeated.count
        columns: count < 5 ? 4 : Math.ceil(count / 2)
        columnSpacing: 6
        rowSpacing: 6
        Repeater {
            id: repeated
            model: panel.view.classes
            delegate: Chip {
                required property var row
                objectName: "class-" + row.id
                width: (388 - 6 * (classes.columns - 1)) / classes.columns; height: 40
                text: row.text; isChosen: row.is_chosen
                onTouched: screen.priority(row.id)
            }
        }
    }
    Row {
        id: papers
        y: 540
        spacing: 6
        Repeater {
            model: panel.view.papers
            delegate: Chip {
                required property var row
                objectName: "paper-" + row.id
                width: (388 - 24) / 5; height: 40; size: Texts.language === "en" ? 15 : 17
                text: row.text; isChosen: row.is_chosen; isReady: row.is_ready
                onTouched: screen.paper(row.id)
            }
        }
        Chip {
            objectName: "language"
            width: (388 - 24) / 5; height: 40; size: Texts.language === "en" ? 14 : 17
            text: panel.view.language; icon: Texts.language === "en" ? "" : "globe"
            onTouched: screen.press("language")
        }
    }
    DeskKey {
        y: 588; width: parent.width; height: 64
        given: panel.view.issue; isInline: true; size: 24; smallest: 16; hintSize: 16; inset: 16
    }
}
